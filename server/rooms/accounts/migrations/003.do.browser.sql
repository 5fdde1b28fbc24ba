-- In which browser a session was opened (hash of its secret): two tabs that finish at the same instant end in one session.
ALTER TABLE accounts.session ADD COLUMN browser bytea;
GRANT UPDATE (session) ON accounts.session_token TO dancu_app;
