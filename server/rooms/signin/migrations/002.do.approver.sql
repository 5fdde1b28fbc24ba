-- Where the yes was given: that session must still live when the sign-in goes on.
ALTER TABLE signin.crossing ADD COLUMN session uuid;
