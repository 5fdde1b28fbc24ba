-- Optional: distributes the register over the nodes of a Citus cluster (13 or later). Run once, as the owner, on the coordinator,
-- after `dancu migrate` and before any person is loaded. Not run where it was written: see deploy/README.md for what is
-- expected to need a change first.
BEGIN;

-- A person's rows lie together: key first in every primary key, so that a request touches one shard.
SELECT create_distributed_table('people.person', 'person');
SELECT create_distributed_table('people.act', 'person', colocate_with => 'people.person');
SELECT create_distributed_table('people.relation', 'person', colocate_with => 'people.person');
SELECT create_distributed_table('oversight.trace', 'person', colocate_with => 'people.person');

-- Unique by its value, wherever its person lives: two look-ups by key instead of one join off the key.
SELECT create_distributed_table('people.identifier', 'value', colocate_with => 'none');

SELECT create_distributed_table('people.household', 'household', colocate_with => 'none');
SELECT create_distributed_table('people.member', 'household', colocate_with => 'people.household');
SELECT create_distributed_table('people.former', 'household', colocate_with => 'people.household');

-- A short list that every node reads.
SELECT create_reference_table('people.given');

COMMIT;

-- Plain tables on the coordinator, on purpose:
--   kernel.*               one order of blocks, one head: a total order is one place
--   exchange.*             nonces, counters and journal are written in one statement
--   people.proposal        a queue, small
--   people.correction, oversight.objection
--                          a queue; decided by their own id under FOR UPDATE, not by person
--   people.identity, people.announced
--                          rows move from person to person, which a distribution key must not
--   demonstration.*        a page
