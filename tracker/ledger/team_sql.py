"""The SQL by which PostgreSQL itself holds a team to its rules: its tables, functions and triggers. See ``team``.

What may be seen and written row by row and column by column is decided in ``access``; here stands what depends on what
was there before: moves, rounds, new items, and evidence whose file a person has to have in hand.
"""

from __future__ import annotations

TABLES = """
CREATE SCHEMA IF NOT EXISTS tracker_team;
CREATE TABLE IF NOT EXISTS tracker_team.member (
    login text CONSTRAINT pk_member PRIMARY KEY,
    person text NOT NULL CONSTRAINT uq_member_person UNIQUE,
    all_units boolean NOT NULL
);
CREATE TABLE IF NOT EXISTS tracker_team.member_unit (
    login text CONSTRAINT fk_member_unit_login REFERENCES tracker_team.member ON DELETE CASCADE,
    unit_code integer CONSTRAINT fk_member_unit_unit_code REFERENCES unit,
    CONSTRAINT pk_member_unit PRIMARY KEY (login, unit_code)
);
CREATE TABLE IF NOT EXISTS tracker_team.role (
    role text CONSTRAINT pk_role PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE IF NOT EXISTS tracker_team.lawful_move (
    role text, source text, target text,
    CONSTRAINT pk_lawful_move PRIMARY KEY (role, source, target)
);
CREATE TABLE IF NOT EXISTS tracker_team.held (
    login text, sha256 text,
    CONSTRAINT pk_held PRIMARY KEY (login, sha256)
);
"""
"""``lawful_move`` holds moves forward alone. ``held`` says who has had which file in hand."""

# The steps of each item that were not taken back, with what taking them back restores. Written by the trigger alone:
# what people put into the history themselves gives nobody the right to go back.
STEPS = """
CREATE TABLE tracker_team.step (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_step PRIMARY KEY,
    item_id integer NOT NULL CONSTRAINT fk_step_item_id REFERENCES item ON DELETE CASCADE,
    source text NOT NULL, target text NOT NULL,
    person text NOT NULL,
    round integer NOT NULL, self_verified boolean NOT NULL,
    applied_by text NOT NULL, reviewed_by text NOT NULL,
    opens boolean NOT NULL
);
CREATE INDEX ix_step_item_id ON tracker_team.step (item_id, id);
INSERT INTO tracker_team.step
    (item_id, source, target, person, round, self_verified, applied_by, reviewed_by, opens)
SELECT e.item_id, e.source, e.target, e.actor,
    coalesce((own.before ->> 'round')::integer, i.round),
    coalesce((own.before ->> 'self_verified')::boolean, i.self_verified),
    coalesce(told.before ->> 'applied_by', r.applied_by, ''),
    coalesce(told.before ->> 'reviewed_by', r.reviewed_by, ''),
    begun.item_id IS NOT NULL
FROM (
    SELECT DISTINCT ON (item_id) item_id, source, target, kind, actor, payload::jsonb -> 'changes' AS changes
    FROM event WHERE item_id IS NOT NULL AND source <> target AND kind IN ('item_moved', 'undone', 'redone')
    ORDER BY item_id, id DESC
) AS e
JOIN item AS i ON i.id = e.item_id AND i.status = e.target
LEFT JOIN item_round AS r ON r.item_id = i.id AND r.number = i.round
LEFT JOIN LATERAL (
    SELECT one -> 'before' AS before FROM jsonb_array_elements(e.changes) AS one WHERE one ->> 'table' = 'item' LIMIT 1
) AS own ON true
LEFT JOIN LATERAL (
    SELECT one -> 'before' AS before FROM jsonb_array_elements(e.changes) AS one
    WHERE one ->> 'table' = 'item_round' AND jsonb_typeof(one -> 'before') = 'object' LIMIT 1
) AS told ON true
LEFT JOIN LATERAL (
    SELECT e.item_id FROM jsonb_array_elements(e.changes) AS one
    WHERE one ->> 'table' = 'item_round' AND jsonb_typeof(one -> 'before') = 'null' LIMIT 1
) AS begun ON true
WHERE e.kind <> 'undone';
"""
"""The last step of each item as the history tells it, for a ledger in which people worked before there were steps."""

# session_user, not current_user: inside these functions the latter is the owner. An empty search path of their own
# keeps others from slipping tables of the same name under them.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION tracker_team.sees_all() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM tracker_team.member WHERE login = session_user AND all_units)
$$;
CREATE OR REPLACE FUNCTION tracker_team.units() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT coalesce(array_agg(coalesce(u.merged_into, u.code)), '{{}}')
    FROM tracker_team.member_unit AS m JOIN unit AS u ON u.code = m.unit_code WHERE m.login = session_user
$$;
CREATE OR REPLACE FUNCTION tracker_team.person() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT person FROM tracker_team.member WHERE login = session_user
$$;
CREATE OR REPLACE FUNCTION tracker_team.is_owner() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'event'::regclass), 'MEMBER')
$$;
CREATE OR REPLACE FUNCTION tracker_team.last_key(wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE found bigint;
BEGIN
    IF wanted NOT IN ({keyed}) THEN
        RAISE EXCEPTION 'no such table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT max(%I) FROM %I', CASE wanted WHEN 'unit' THEN 'code' ELSE 'id' END, wanted) INTO found;
    RETURN found;
END $$;
CREATE OR REPLACE FUNCTION tracker_team.last_entry(OUT id integer, OUT hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT id, hash FROM event ORDER BY id DESC LIMIT 1
$$;
CREATE OR REPLACE FUNCTION tracker_team.may_move(source text, target text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM tracker_team.lawful_move AS m WHERE m.source = may_move.source AND m.target = may_move.target
        AND pg_has_role(session_user, m.role, 'MEMBER')
    )
$$;
CREATE OR REPLACE FUNCTION tracker_team.check_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
    me text := coalesce(tracker_team.person(), '');
    last tracker_team.step;
    back boolean;
BEGIN
    SELECT * INTO last FROM tracker_team.step WHERE item_id = NEW.id ORDER BY id DESC LIMIT 1;
    back := coalesce(last.source = NEW.status AND last.target = OLD.status, false);
    IF NOT tracker_team.is_owner() THEN
        back := back AND last.person = me AND tracker_team.may_move(last.source, last.target)
            AND (last.round, last.self_verified) = (NEW.round, NEW.self_verified);
        IF NOT back AND NOT (
            tracker_team.may_move(OLD.status, NEW.status)
            -- Whatever leads out of a closure begins a round.
            AND NEW.round = OLD.round + (OLD.status = 'closed')::integer
            AND (NEW.status = 'closed' OR NOT NEW.self_verified)
        ) THEN
            RAISE EXCEPTION '{not_your_move}' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NOT back AND NEW.status = 'closed' AND NOT NEW.self_verified AND (
            EXISTS (
                SELECT 1 FROM item_round AS r WHERE r.item_id = NEW.id AND r.number = OLD.round
                AND me IN (r.applied_by, r.reviewed_by)
            ) OR EXISTS (
                SELECT 1 FROM tracker_team.step AS s WHERE s.item_id = NEW.id AND s.person = me
                AND s.target IN ('in_review', 'in_verification') AND s.id > coalesce((
                    SELECT max(id) FROM tracker_team.step
                    WHERE item_id = NEW.id AND target NOT IN ('in_review', 'in_verification')
                ), 0)
            )
        ) THEN
            RAISE EXCEPTION '{own_closure}' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF back THEN
        DELETE FROM tracker_team.step WHERE id = last.id;
    ELSIF OLD.status <> NEW.status THEN
        INSERT INTO tracker_team.step
            (item_id, source, target, person, round, self_verified, applied_by, reviewed_by, opens)
        SELECT NEW.id, OLD.status, NEW.status, me, OLD.round, OLD.self_verified,
            coalesce(r.applied_by, ''), coalesce(r.reviewed_by, ''),
            NOT EXISTS (SELECT 1 FROM item_round AS n WHERE n.item_id = NEW.id AND n.number = NEW.round)
        FROM (VALUES (1)) AS one LEFT JOIN item_round AS r ON r.item_id = OLD.id AND r.number = OLD.round;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER item_moves_by_role BEFORE UPDATE OF status, round, self_verified ON item FOR EACH ROW
WHEN ((OLD.status, OLD.round, OLD.self_verified) IS DISTINCT FROM (NEW.status, NEW.round, NEW.self_verified))
EXECUTE FUNCTION tracker_team.check_move();
CREATE OR REPLACE FUNCTION tracker_team.check_new_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
    IF tracker_team.is_owner() THEN
        RETURN NEW;
    END IF;
    IF NEW.status NOT IN ('proposed', 'open') OR NEW.round <> 1 OR NEW.self_verified OR NEW.void
    OR NEW.merged_into_id IS NOT NULL OR NEW.owner_code IS DISTINCT FROM (
        SELECT coalesce(u.merged_into, u.code) FROM unit AS u WHERE u.code = NEW.unit_code
    ) THEN
        RAISE EXCEPTION '{not_new}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER item_begins_as_new BEFORE INSERT ON item FOR EACH ROW
EXECUTE FUNCTION tracker_team.check_new_item();
CREATE OR REPLACE FUNCTION tracker_team.check_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
    me text := tracker_team.person();
    about item_round;
    it item;
    last tracker_team.step;
    mine boolean;
    fine boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        about := OLD;
    ELSE
        about := NEW;
    END IF;
    IF tracker_team.is_owner() THEN
        RETURN about;
    END IF;
    SELECT * INTO it FROM item WHERE id = about.item_id;
    SELECT * INTO last FROM tracker_team.step WHERE item_id = about.item_id ORDER BY id DESC LIMIT 1;
    mine := coalesce(last.person = me, false);
    IF TG_OP = 'UPDATE' THEN
        fine := ((NEW.applied_by, NEW.reviewed_by) = (OLD.applied_by, OLD.reviewed_by)
                -- Nobody has applied where work goes on, be it that it does again or that applying is taken back.
                OR (NEW.applied_by, NEW.reviewed_by) = ('', '') AND (
                    it.status IN ('open', 'in_progress', 'continuing')
                    OR mine AND last.source IN ('open', 'in_progress', 'continuing')
                )
                OR (NEW.applied_by, NEW.reviewed_by) = (me, '') AND (
                    (OLD.applied_by, OLD.reviewed_by) = ('', '')
                    OR mine AND last.source IN ('in_progress', 'continuing')
                )
                OR mine AND (NEW.applied_by, NEW.reviewed_by) = (last.applied_by, last.reviewed_by)
                OR mine AND (last.source, last.target) = ('in_review', 'in_verification')
                AND (NEW.applied_by, NEW.reviewed_by) = (last.applied_by, me))
            AND ((NEW.closed_at, NEW.closed_by, NEW.methods, NEW.opinion, NEW.self_verified, NEW.record)
                IS NOT DISTINCT FROM
                (OLD.closed_at, OLD.closed_by, OLD.methods, OLD.opinion, OLD.self_verified, OLD.record)
                OR mine AND last.target = 'closed' AND '' IN (OLD.closed_by, NEW.closed_by)
                AND (NEW.closed_by, NEW.self_verified) IN (('', false), (me, it.self_verified)));
    ELSIF TG_OP = 'INSERT' THEN
        fine := NEW.opened_by = me
            AND (NEW.applied_by, NEW.reviewed_by, NEW.closed_by, NEW.self_verified) = ('', '', '', false);
    ELSE
        -- Taking back what began the round: a step, or entering the item.
        fine := OLD.opened_by = me AND (OLD.applied_by, OLD.reviewed_by, OLD.closed_by) = ('', '', '')
            AND CASE WHEN last.id IS NULL THEN true ELSE mine AND last.opens END;
    END IF;
    IF fine AND about.number = it.round THEN
        RETURN about;
    END IF;
    RAISE EXCEPTION '{not_your_round}' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER round_says_who_did_it BEFORE INSERT OR UPDATE OR DELETE ON item_round FOR EACH ROW
EXECUTE FUNCTION tracker_team.check_round();
CREATE OR REPLACE FUNCTION tracker_team.take_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
    IF tracker_team.is_owner() THEN
        RETURN NEW;
    END IF;
    IF NEW.sha256 <> encode(pg_catalog.sha256(NEW.content), 'hex') THEN
        RAISE EXCEPTION '{other_file}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Stands even where the row is not added because somebody else has put the same file in.
    INSERT INTO tracker_team.held VALUES (session_user, NEW.sha256) ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER file_is_what_it_says BEFORE INSERT ON evidence_file FOR EACH ROW
EXECUTE FUNCTION tracker_team.take_file();
CREATE OR REPLACE FUNCTION tracker_team.check_evidence() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
    IF NOT NEW.kept OR tracker_team.sees_all() OR tracker_team.is_owner() OR EXISTS (
        SELECT 1 FROM tracker_team.held AS h WHERE h.login = session_user AND h.sha256 = NEW.sha256
    ) OR EXISTS (
        SELECT 1 FROM evidence AS e JOIN item AS i ON i.id = e.item_id
        WHERE e.sha256 = NEW.sha256 AND e.kept AND i.owner_code = ANY (tracker_team.units())
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{not_your_file}' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER evidence_was_in_hand BEFORE INSERT ON evidence FOR EACH ROW
EXECUTE FUNCTION tracker_team.check_evidence();
"""
