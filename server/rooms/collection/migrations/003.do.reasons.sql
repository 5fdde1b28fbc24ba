-- How many rows of a run each rule speaks of, counted with every piece: no look at a run reads all of its rows.
CREATE TABLE collection.reason (
  run uuid NOT NULL,
  rule text NOT NULL,              -- of the rules of intake, or why the row itself cannot be read
  severity text NOT NULL,
  rows bigint NOT NULL,
  PRIMARY KEY (run, rule, severity)
);
INSERT INTO collection.reason (run, rule, severity, rows)
  SELECT run, rule, severity, count(*) FROM (
    SELECT run, row, f->>'rule' AS rule, f->>'severity' AS severity FROM collection.row, json_array_elements(findings) AS f
    UNION
    SELECT run, row, split_part(reason, ' ', 1), 'refused' FROM collection.row WHERE reason IS NOT NULL AND reason <> 'officer'
  ) AS told GROUP BY 1, 2, 3;
GRANT SELECT, INSERT, UPDATE ON collection.reason TO dancu_app;
