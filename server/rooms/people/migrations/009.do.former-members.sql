-- Who belonged to a household once. The acts say when; this is the way to them.
CREATE TABLE people.former (
  household uuid NOT NULL,
  person uuid NOT NULL,
  PRIMARY KEY (household, person)
);
GRANT SELECT, INSERT ON people.former TO dancu_app;

INSERT INTO people.former (household, person)
SELECT DISTINCT (a.changes -> 'household' ->> 'id')::uuid, a.person
FROM people.act a
WHERE a.changes -> 'household' ->> 'id' IS NOT NULL
  AND NOT EXISTS (SELECT FROM people.member m
    WHERE m.household = (a.changes -> 'household' ->> 'id')::uuid AND m.person = a.person);
