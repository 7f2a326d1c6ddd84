BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE closure (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	origin VARCHAR(32) NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	total BIGINT, 
	done BIGINT, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_closure PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_closure_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
INSERT INTO "closure" VALUES(2,0,'self_review','done',3,3,85,116);
CREATE TABLE closure_item (
	document_id INTEGER NOT NULL, 
	closure_position INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_closure_item PRIMARY KEY (document_id, closure_position, position), 
	CONSTRAINT fk_closure_item_document_id_closure_position_closure FOREIGN KEY(document_id, closure_position) REFERENCES closure (document_id, position)
);
CREATE TABLE closure_measure (
	document_id INTEGER NOT NULL, 
	closure_position INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_closure_measure PRIMARY KEY (document_id, closure_position, position), 
	CONSTRAINT fk_closure_measure_document_id_closure_position_closure FOREIGN KEY(document_id, closure_position) REFERENCES closure (document_id, position)
);
INSERT INTO "closure_measure" VALUES(2,0,0,99,103);
INSERT INTO "closure_measure" VALUES(2,0,1,104,108);
CREATE TABLE comparison (
	document_id INTEGER NOT NULL, 
	older_document_id INTEGER NOT NULL, 
	CONSTRAINT pk_comparison PRIMARY KEY (document_id), 
	CONSTRAINT fk_comparison_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_comparison_older_document_id_document FOREIGN KEY(older_document_id) REFERENCES document (id), 
	CONSTRAINT uq_comparison_older_document_id UNIQUE (older_document_id)
);
INSERT INTO "comparison" VALUES(2,3);
CREATE TABLE document (
	id INTEGER NOT NULL, 
	unit_code INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	path TEXT NOT NULL, 
	title TEXT, 
	org TEXT, 
	org_in_text TEXT, 
	year_in_text INTEGER, 
	encoding TEXT NOT NULL, 
	chars INTEGER NOT NULL, 
	imported_at DATETIME NOT NULL, 
	replaces_id INTEGER, 
	superseded_at DATETIME, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT fk_document_replaces_id_document FOREIGN KEY(replaces_id) REFERENCES document (id), 
	CONSTRAINT fk_document_unit_code_unit FOREIGN KEY(unit_code) REFERENCES unit (code)
);
INSERT INTO "document" VALUES(1,1,2021,'0fb89cad396eb7da7e149c90e24789c5e3b6b3300db26048d426c2709f7f3e3c','2021.txt',NULL,'青石镇党委','青石镇党委',2021,'utf-8',222,'2026-11-22 06:18:19.725935',NULL,'2026-11-22 06:18:20.177688','根据安排，现将青石镇党委2021年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习12次，走访困难党员30人。
二、存在问题
（一）压力传导不够深入。个别党支部抓党建的责任没有压实，存在上热下冷的情况。
（二）阵地建设不够完善。两个村的党群服务中心面积不足，活动开展不起来。
三、下一步打算
（一）压实党建责任。制定党支部书记责任清单，每季度召开党建工作例会。
（二）建好党群服务中心。2022年底前完成两个村党群服务中心改扩建。
');
INSERT INTO "document" VALUES(2,1,2022,'063d902bfcc5e007c656170629572eaad71072170e5d26e86f198b1baf87b0cb','2022.txt',NULL,'青石镇党委','青石镇党委',2022,'utf-8',203,'2026-11-22 06:18:19.851570',NULL,NULL,'根据安排，现将青石镇党委2022年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习14次。去年承诺的两个村党群服务中心改扩建已经完成。
二、上年问题整改情况
去年述职查摆的3个问题，通过建章立制、挂图作战，已全部完成整改。
三、存在问题
（一）压力传导不够深入。个别党支部抓党建的责任仍然没有压实，上热下冷的情况还在。
四、下一步打算
（一）层层传导压力。制定支部书记考核办法，6月底前完成。
');
INSERT INTO "document" VALUES(3,1,2021,'a75fae9e4d93f9b0e85279343064815f73b8bec9606dbe83b62756185c6af76b','2021改.txt',NULL,'青石镇党委','青石镇党委',2021,'utf-8',222,'2026-11-22 06:18:20.177688',1,NULL,'根据安排，现将青石镇党委2021年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习12次，走访困难党员30人。
二、存在问题
（一）压力传导不够深入。个别党支部抓党建的责任没有压实，存在上热下冷的情况。
（二）阵地建设不够完善。三个村的党群服务中心面积不足，活动开展不起来。
三、下一步打算
（一）压实党建责任。制定党支部书记责任清单，每季度召开党建工作例会。
（二）建好党群服务中心。2022年底前完成两个村党群服务中心改扩建。
');
CREATE TABLE event (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor TEXT NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	item_id INTEGER, 
	document_id INTEGER, 
	unit_code INTEGER, 
	source VARCHAR(32), 
	target VARCHAR(32), 
	note TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_event_item_id_item FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_event_unit_code_unit FOREIGN KEY(unit_code) REFERENCES unit (code)
);
INSERT INTO "event" VALUES(1,'2026-11-22 06:18:19.725935','张三','unit_added',NULL,NULL,1,NULL,NULL,'','{"name":"青石镇党委","placeholder":false}','ad581fb86f6196e63fa8e4806d1daf89a9c276b5623ca58469d5fe3f5e3df084');
INSERT INTO "event" VALUES(2,'2026-11-22 06:18:19.725935','张三','document_imported',NULL,1,1,NULL,NULL,'','{"commitments":2,"path":"2021.txt","problems":2,"sha256":"0fb89cad396eb7da7e149c90e24789c5e3b6b3300db26048d426c2709f7f3e3c","year":2021}','3e9011327ff5cc1f77dc801dc7c195f5a30f8644839a95aec028acbc689f34d7');
INSERT INTO "event" VALUES(3,'2026-11-22 06:18:19.725935','张三','item_raised',1,1,NULL,NULL,'proposed','','{"document":1,"end":107,"kind":"problem","number":"01-2021-01","start":72,"title":"压力传导不够深入"}','2985d8dc70f6aedd859abe130b7682311e1663bd0fb179d3d6c34ef81814acfa');
INSERT INTO "event" VALUES(4,'2026-11-22 06:18:19.725935','张三','item_raised',2,1,NULL,NULL,'proposed','','{"document":1,"end":143,"kind":"problem","number":"01-2021-02","start":111,"title":"阵地建设不够完善"}','09a554ef9155630e093b576783b51620657af1f3a64d99bea73eca3399dc895a');
INSERT INTO "event" VALUES(5,'2026-11-22 06:18:19.725935','张三','item_raised',3,1,NULL,NULL,'proposed','','{"document":1,"end":186,"kind":"commitment","number":"01-2021-03","start":155,"title":"压实党建责任"}','6a280269822f14bfd8b0a4fa4c51d97af4fd12679095f4466bc075842e073e63');
INSERT INTO "event" VALUES(6,'2026-11-22 06:18:19.725935','张三','item_raised',4,1,NULL,NULL,'proposed','','{"document":1,"end":221,"kind":"commitment","number":"01-2021-04","start":190,"title":"建好党群服务中心"}','ccfcb7ac9bd3c924f9d1985c91a9238fa8796f0e0899ddec37836256d435442c');
INSERT INTO "event" VALUES(7,'2026-11-22 06:18:19.851570','张三','document_imported',NULL,2,1,NULL,NULL,'','{"commitments":1,"path":"2022.txt","problems":1,"sha256":"063d902bfcc5e007c656170629572eaad71072170e5d26e86f198b1baf87b0cb","year":2022}','e00a7cd554106f136a4af4ce43378ceed0f106209e5d3126f864fd044f72f9fb');
INSERT INTO "event" VALUES(8,'2026-11-22 06:18:19.851570','张三','item_raised',5,2,NULL,NULL,'proposed','','{"document":2,"end":165,"kind":"problem","number":"01-2022-01","start":128,"title":"压力传导不够深入"}','f9933866fe1cbf910e8802a8f9a92a29d3a3bb1ec275dc48d3cb12c27d0a0a46');
INSERT INTO "event" VALUES(9,'2026-11-22 06:18:19.851570','张三','item_raised',6,2,NULL,NULL,'proposed','','{"document":2,"end":202,"kind":"commitment","number":"01-2022-02","start":177,"title":"层层传导压力"}','e063968ec50ecae4c2afa38d91024b5b0d9a6d5db0e6f6a0aa756f1f7d7f8928');
INSERT INTO "event" VALUES(10,'2026-11-22 06:18:20.177688','张三','document_corrected',NULL,3,1,NULL,NULL,'','{"commitments":2,"path":"2021改.txt","problems":2,"replaces":1,"sha256":"a75fae9e4d93f9b0e85279343064815f73b8bec9606dbe83b62756185c6af76b","year":2021}','2dd1038e50fa5fbed5e765d59c8c356ac4dfe614f4f034f909d8b4a8cd61bda0');
INSERT INTO "event" VALUES(11,'2026-11-22 06:18:20.177688','张三','item_corrected',1,3,NULL,NULL,NULL,'内容未变','{"from":{"document":1,"end":107,"start":72,"title":"压力传导不够深入"},"to":{"document":3,"end":107,"start":72,"title":"压力传导不够深入"}}','4272d2cca4c1174bf2ddc832996d65ed605f8bb2c6e7bed2b1587c8748f87245');
INSERT INTO "event" VALUES(12,'2026-11-22 06:18:20.177688','张三','item_corrected',2,3,NULL,NULL,NULL,'原文有改动','{"from":{"document":1,"end":143,"start":111,"title":"阵地建设不够完善"},"to":{"document":3,"end":143,"start":111,"title":"阵地建设不够完善"}}','f42bbad70ac8702cc95ed2f3aaf24b5c470f19729a233e009bdfb0308a416f9f');
INSERT INTO "event" VALUES(13,'2026-11-22 06:18:20.177688','张三','item_corrected',3,3,NULL,NULL,NULL,'内容未变','{"from":{"document":1,"end":186,"start":155,"title":"压实党建责任"},"to":{"document":3,"end":186,"start":155,"title":"压实党建责任"}}','84a08e0eefc4ebbd63b630109cef70633645925f82a0f16e146a2c79b46d54d6');
INSERT INTO "event" VALUES(14,'2026-11-22 06:18:20.177688','张三','item_corrected',4,3,NULL,NULL,NULL,'内容未变','{"from":{"document":1,"end":221,"start":190,"title":"建好党群服务中心"},"to":{"document":3,"end":221,"start":190,"title":"建好党群服务中心"}}','90b6d2ca864d112fc20a45904014fcf0a72a38e00fa02d0bc882f0f415d5e409');
INSERT INTO "event" VALUES(15,'2026-11-22 06:18:20.313027','张三','item_moved',1,NULL,NULL,'proposed','open','与原文一致','{"into":null,"round":1,"self_verified":false}','a3cd9d3e36a191ecc97441f574917423194061d257d491324421ffd6dab9f55b');
INSERT INTO "event" VALUES(16,'2026-11-22 06:18:20.357837','张三','item_moved',1,NULL,NULL,'open','in_progress','责任人王五，6月底前','{"into":null,"round":1,"self_verified":false}','bed00dd552d74f39b6112475287daaab9ef4b2040b715ad137332c250dd6bec7');
INSERT INTO "event" VALUES(17,'2026-11-22 06:18:20.400856','张三','item_moved',1,NULL,NULL,'in_progress','in_review','制定了责任清单','{"into":null,"round":1,"self_verified":false}','c2dd873a1d563cd2a838fbe83311bc0b73ab27ffd3ed0d5ab695a520ee3fe934');
INSERT INTO "event" VALUES(18,'2026-11-22 06:18:20.440353','张三','item_moved',1,NULL,NULL,'in_review','in_verification','同意','{"into":null,"round":1,"self_verified":false}','6fd300cddf64cb133e12232642cd08560124368d3d062b8ffae453e36462cf2e');
INSERT INTO "event" VALUES(19,'2026-11-22 06:18:20.483270','张三','item_moved',1,NULL,NULL,'in_verification','closed','查阅资料，属实','{"into":null,"round":1,"self_verified":true}','8f5e202af1a1fbd104f3da8769c00ad552da07691d6ed235371e02baded2032b');
INSERT INTO "event" VALUES(20,'2026-11-22 06:18:20.510615','张三','item_moved',1,NULL,NULL,'closed','open','又反弹','{"into":null,"round":2,"self_verified":false}','b9516b7c2e03934b3770602654b03a68f22986ce8321070fbdfe4ad02fba84c9');
INSERT INTO "event" VALUES(21,'2026-11-22 06:18:20.528568','张三','item_moved',5,NULL,NULL,'proposed','merged','同一件事','{"into":1,"round":1,"self_verified":false}','fce17b1b73e1032f786664c34d9c0521bd8b64ceff82c6e85e87ade355bcf795');
INSERT INTO "event" VALUES(22,'2026-11-22 06:18:20.551808','张三','item_moved',3,NULL,NULL,'proposed','rejected','不是承诺','{"into":null,"round":1,"self_verified":false}','8fedb4b3dec32fbaf2b2f47a1d9bad06c576ff7389ea894094c5dfd91d1743e8');
INSERT INTO "event" VALUES(23,'2026-11-22 06:18:20.583544','张三','unit_renamed',NULL,NULL,1,NULL,NULL,'','{"from":"青石镇党委","to":"青石镇党委（新）"}','87a30c4c9cb6c93959f335ee158ee36639402471412ce5d61e04d12b5ee4818f');
CREATE TABLE follow_up (
	item_id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	verdict VARCHAR(32) NOT NULL, 
	reason TEXT NOT NULL, 
	claim_start INTEGER, 
	claim_end INTEGER, 
	recurs_as_id INTEGER, 
	repeated_as_id INTEGER, 
	CONSTRAINT pk_follow_up PRIMARY KEY (item_id, document_id), 
	CONSTRAINT fk_follow_up_document_id_comparison FOREIGN KEY(document_id) REFERENCES comparison (document_id), 
	CONSTRAINT fk_follow_up_item_id_item FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_follow_up_recurs_as_id_item FOREIGN KEY(recurs_as_id) REFERENCES item (id), 
	CONSTRAINT fk_follow_up_repeated_as_id_item FOREIGN KEY(repeated_as_id) REFERENCES item (id)
);
INSERT INTO "follow_up" VALUES(1,2,'contested','新报告称上年查摆的3个问题已整改，这一项计在其中，但同一问题又列在存在问题“压力传导不够深入”里（都说到压力传导、上热下冷、压实），说法与现状对不上，请核实是否真正整改。',85,116,5,NULL);
INSERT INTO "follow_up" VALUES(2,2,'rectified','新报告称上年查摆的3个问题已整改，这一项计在其中，并报告了“去年承诺的两个村党群服务中心改扩建已经完成”，新报告的问题中没有再出现，请按佐证材料核实。',85,116,NULL,NULL);
INSERT INTO "follow_up" VALUES(3,2,'silent','新报告没有提到“制定党支部书记责任清单”，既没有完成情况，也没有再次承诺，请追问。',NULL,NULL,NULL,NULL);
INSERT INTO "follow_up" VALUES(4,2,'rectified','新报告回应了上年承诺，称“去年承诺的两个村党群服务中心改扩建已经完成”，请按佐证材料核实。',51,72,NULL,NULL);
CREATE TABLE follow_up_evidence (
	item_id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	score DOUBLE NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_follow_up_evidence PRIMARY KEY (item_id, document_id, position), 
	CONSTRAINT fk_follow_up_evidence_item_id_document_id_follow_up FOREIGN KEY(item_id, document_id) REFERENCES follow_up (item_id, document_id)
);
INSERT INTO "follow_up_evidence" VALUES(2,2,0,1.0,51,72);
CREATE TABLE item (
	id INTEGER NOT NULL, 
	unit_code INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	owner_code INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	"where" VARCHAR(32), 
	confidence DOUBLE NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	round INTEGER NOT NULL, 
	self_verified BOOLEAN NOT NULL, 
	merged_into_id INTEGER, 
	document_id INTEGER NOT NULL, 
	source_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	in_source BOOLEAN NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	CONSTRAINT pk_item PRIMARY KEY (id), 
	CONSTRAINT fk_item_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_item_merged_into_id_item FOREIGN KEY(merged_into_id) REFERENCES item (id), 
	CONSTRAINT fk_item_owner_code_unit FOREIGN KEY(owner_code) REFERENCES unit (code), 
	CONSTRAINT fk_item_unit_code_unit FOREIGN KEY(unit_code) REFERENCES unit (code), 
	CONSTRAINT uq_item_unit_code_year_sequence UNIQUE (unit_code, year, sequence)
);
INSERT INTO "item" VALUES(1,1,2021,1,1,'problem','压力传导不够深入','list',0.97,'open',2,0,NULL,3,'p1',0,1,72,107,'压力传导不够深入。个别党支部抓党建的责任没有压实，存在上热下冷的情况。');
INSERT INTO "item" VALUES(2,1,2021,2,1,'problem','阵地建设不够完善','list',0.97,'proposed',1,0,NULL,3,'p2',1,1,111,143,'阵地建设不够完善。三个村的党群服务中心面积不足，活动开展不起来。');
INSERT INTO "item" VALUES(3,1,2021,3,1,'commitment','压实党建责任',NULL,0.97,'rejected',1,0,NULL,3,'c1',0,1,155,186,'压实党建责任。制定党支部书记责任清单，每季度召开党建工作例会。');
INSERT INTO "item" VALUES(4,1,2021,4,1,'commitment','建好党群服务中心',NULL,0.97,'proposed',1,0,NULL,3,'c2',1,1,190,221,'建好党群服务中心。2022年底前完成两个村党群服务中心改扩建。');
INSERT INTO "item" VALUES(5,1,2022,1,1,'problem','压力传导不够深入','list',0.97,'merged',1,0,1,2,'p1',0,1,128,165,'压力传导不够深入。个别党支部抓党建的责任仍然没有压实，上热下冷的情况还在。');
INSERT INTO "item" VALUES(6,1,2022,2,1,'commitment','层层传导压力',NULL,0.97,'proposed',1,0,NULL,2,'c1',0,1,177,202,'层层传导压力。制定支部书记考核办法，6月底前完成。');
CREATE TABLE item_action (
	item_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	deadline DATE, 
	checkable BOOLEAN NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_item_action PRIMARY KEY (item_id, position), 
	CONSTRAINT fk_item_action_item_id_item FOREIGN KEY(item_id) REFERENCES item (id)
);
INSERT INTO "item_action" VALUES(6,0,NULL,1,184,194);
INSERT INTO "item_action" VALUES(6,1,'2023-06-30',1,195,201);
INSERT INTO "item_action" VALUES(3,0,NULL,1,162,173);
INSERT INTO "item_action" VALUES(3,1,NULL,1,174,185);
INSERT INTO "item_action" VALUES(4,0,'2022-12-31',1,199,220);
CREATE TABLE item_address (
	commitment_id INTEGER NOT NULL, 
	problem_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_item_address PRIMARY KEY (commitment_id, problem_id), 
	CONSTRAINT fk_item_address_commitment_id_item FOREIGN KEY(commitment_id) REFERENCES item (id), 
	CONSTRAINT fk_item_address_problem_id_item FOREIGN KEY(problem_id) REFERENCES item (id)
);
INSERT INTO "item_address" VALUES(6,5,0);
INSERT INTO "item_address" VALUES(3,1,0);
INSERT INTO "item_address" VALUES(4,2,0);
CREATE TABLE metric (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	value DOUBLE NOT NULL, 
	unit TEXT NOT NULL, 
	approx BOOLEAN NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_metric PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_metric_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
INSERT INTO "metric" VALUES(1,0,'组织中心组学习',12.0,'次',0,40,50);
INSERT INTO "metric" VALUES(1,1,'走访困难党员',30.0,'人',0,51,60);
INSERT INTO "metric" VALUES(2,0,'组织中心组学习',14.0,'次',0,40,50);
INSERT INTO "metric" VALUES(3,0,'组织中心组学习',12.0,'次',0,40,50);
INSERT INTO "metric" VALUES(3,1,'走访困难党员',30.0,'人',0,51,60);
CREATE TABLE reading_warning (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	message TEXT NOT NULL, 
	CONSTRAINT pk_reading_warning PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_reading_warning_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
CREATE TABLE reconciliation (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	origin VARCHAR(32) NOT NULL, 
	claimed_total BIGINT NOT NULL, 
	ledger_total BIGINT NOT NULL, 
	CONSTRAINT pk_reconciliation PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_reconciliation_document_id_comparison FOREIGN KEY(document_id) REFERENCES comparison (document_id)
);
INSERT INTO "reconciliation" VALUES(2,0,'self_review',3,2);
CREATE TABLE section (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	heading TEXT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_section PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_section_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
INSERT INTO "section" VALUES(1,0,'opening','',0,32);
INSERT INTO "section" VALUES(1,1,'achievements','主要做法',33,61);
INSERT INTO "section" VALUES(1,2,'problems','存在问题',62,143);
INSERT INTO "section" VALUES(1,3,'next_steps','下一步打算',144,221);
INSERT INTO "section" VALUES(2,0,'opening','',0,32);
INSERT INTO "section" VALUES(2,1,'achievements','主要做法',33,73);
INSERT INTO "section" VALUES(2,2,'rectification','上年问题整改情况',74,84);
INSERT INTO "section" VALUES(2,3,'rectification','',85,117);
INSERT INTO "section" VALUES(2,4,'problems','存在问题',118,165);
INSERT INTO "section" VALUES(2,5,'next_steps','下一步打算',166,202);
INSERT INTO "section" VALUES(3,0,'opening','',0,32);
INSERT INTO "section" VALUES(3,1,'achievements','主要做法',33,61);
INSERT INTO "section" VALUES(3,2,'problems','存在问题',62,143);
INSERT INTO "section" VALUES(3,3,'next_steps','下一步打算',144,221);
CREATE TABLE tally (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	total BIGINT, 
	done BIGINT, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	CONSTRAINT pk_tally PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_tally_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
CREATE TABLE unit (
	code INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	placeholder BOOLEAN NOT NULL, 
	merged_into INTEGER, 
	CONSTRAINT pk_unit PRIMARY KEY (code), 
	CONSTRAINT fk_unit_merged_into_unit FOREIGN KEY(merged_into) REFERENCES unit (code)
);
INSERT INTO "unit" VALUES(1,'青石镇党委（新）',0,NULL);
CREATE TABLE unit_name (
	name TEXT NOT NULL, 
	unit_code INTEGER NOT NULL, 
	CONSTRAINT pk_unit_name PRIMARY KEY (name), 
	CONSTRAINT fk_unit_name_unit_code_unit FOREIGN KEY(unit_code) REFERENCES unit (code)
);
INSERT INTO "unit_name" VALUES('青石镇党委',1);
INSERT INTO "unit_name" VALUES('青石镇党委（新）',1);
CREATE UNIQUE INDEX uq_unit_name_standing ON unit (name) WHERE merged_into IS NULL;
CREATE INDEX ix_document_sha256 ON document (sha256);
CREATE UNIQUE INDEX uq_document_current ON document (unit_code, year) WHERE superseded_at IS NULL;
CREATE INDEX ix_unit_name_unit_code ON unit_name (unit_code);
CREATE INDEX ix_item_document ON item (document_id, kind, in_source);
CREATE INDEX ix_item_merged_into_id ON item (merged_into_id);
CREATE INDEX ix_item_status ON item (status, owner_code, year);
CREATE INDEX ix_item_worklist ON item (owner_code, year DESC, unit_code, sequence);
CREATE INDEX ix_item_year ON item (year, owner_code);
CREATE INDEX ix_event_document_id ON event (document_id);
CREATE INDEX ix_event_item_id ON event (item_id);
CREATE INDEX ix_event_unit_code ON event (unit_code);
CREATE INDEX ix_follow_up_document_id ON follow_up (document_id);
CREATE INDEX ix_follow_up_recurs_as_id ON follow_up (recurs_as_id);
CREATE INDEX ix_follow_up_repeated_as_id ON follow_up (repeated_as_id);
CREATE INDEX ix_follow_up_verdict ON follow_up (verdict);
CREATE INDEX ix_item_address_problem_id ON item_address (problem_id);
CREATE INDEX ix_follow_up_evidence_document_id ON follow_up_evidence (document_id);
COMMIT;
