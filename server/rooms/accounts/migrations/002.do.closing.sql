-- Why an account is closed decides who may open it again: owner, death, merged; an official's ('left') nobody.
ALTER TABLE accounts.account ADD COLUMN closed_why text;

-- Several ways back wait side by side; the trusted persons tell them apart by their numbers.
DROP INDEX accounts.recovery_one_waiting;
CREATE UNIQUE INDEX recovery_number ON accounts.recovery (account, number) WHERE state = 'waiting';
