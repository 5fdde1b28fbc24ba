-- From an age on a child's own yes is needed beside that of who represents them (Law 91/2025/QH15, art. 24). The one who answers first
-- makes the row; nothing is answered under it until the other has joined.
ALTER TABLE exchange.consent
  ADD COLUMN awaits text CHECK (awaits IN ('child', 'guardian')), -- whose yes is lacking; null: nobody's
  ADD COLUMN answer_by timestamptz,     -- until when the other may join
  ADD COLUMN heard boolean NOT NULL DEFAULT false, -- the child has no account: who represents them has confirmed that the child agrees
  ADD COLUMN joined_at timestamptz,
  ADD COLUMN joined_by uuid,            -- who answered second
  ADD COLUMN refused_at timestamptz,
  ADD COLUMN refused_by uuid,
  ADD CHECK ((awaits IS NOT NULL OR joined_at IS NOT NULL) = (answer_by IS NOT NULL));

GRANT UPDATE (awaits, joined_at, joined_by, refused_at, refused_by, given_by, mandate, basis) ON exchange.consent TO dancu_app;
