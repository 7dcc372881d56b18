-- A screen asks for a campaign's evidence, its newest posts, or those of a unit: none may cost more the more posts there are.
create index post_by_evidence on post (campaign_id, id) where assignment_id is not null;
create index post_by_unit on post (campaign_id, unit_id, published_at desc, id desc);

-- By -id and not by id: in the order of ids the planner would take the primary key and read, for a campaign that is over,
-- all that others published since.
create index post_by_arrival on post (campaign_id, (-id));

-- A hash answers "of this assignment" and nothing else: for "of any" the planner would read all campaigns' evidence.
drop index post_by_assignment;
create index post_by_assignment on post using hash (assignment_id);
