-- Old answers are found by their age each hour; rows come in that order, so a few pages of summary are enough.
CREATE INDEX idempotency_age ON kernel.idempotency USING brin (made_at);
