"""All that the terminal UI wants of the services. Every call may wait for the database: ask from threads."""

from __future__ import annotations

from typing import Protocol

from tracker.tui.rooms.boards import Boards
from tracker.tui.rooms.documents import Documents
from tracker.tui.rooms.histories import Histories
from tracker.tui.rooms.importing import Importing
from tracker.tui.rooms.item_actions import ItemActions
from tracker.tui.rooms.reviewing import Reviewing
from tracker.tui.rooms.watching import Watching
from tracker.tui.rooms.worklist import Worklist
from tracker.tui.rooms.years import YearGateway


class Gateway(
    Worklist, ItemActions, Documents, Importing, Reviewing, YearGateway, Boards, Histories, Watching, Protocol
):
    """What the screens ask for and what they do, room by room. Every call raises ``TrackerError``."""
