-- The application may remove nobody. A record whose every act was taken back is none, and its row goes by this alone.
REVOKE DELETE ON people.person FROM dancu_app;
CREATE FUNCTION people.drop_taken_back(persons uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
  DELETE FROM people.person p WHERE p.person = ANY (persons) AND NOT EXISTS (
    SELECT FROM people.act a WHERE a.person = p.person AND a.retracts IS NULL
      AND NOT EXISTS (SELECT FROM people.act r WHERE r.person = a.person AND r.retracts = a.act));
END;
REVOKE ALL ON FUNCTION people.drop_taken_back FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people.drop_taken_back TO dancu_app;
