/** What a role may allow. An act or a view names exactly one of these. */
export const SCOPES = [
  'people.read',
  'people.search',
  'people.act.birth',
  'people.act.correct',
  'people.act.move',
  'people.act.marry',
  'people.act.divorce',
  'people.act.death',
  'people.act.missing',
  'people.act.pin',
  'people.act.merge',
  'people.approve',
  'corrections.decide',
  'collection.send',
  'collection.review',
  'books.key',
  'books.review',
  'accounts.prove',
  'biometrics.read',
  'biometrics.enrol',
  'biometrics.erase',
  'biometrics.adjudicate',
  'readers.use',
  'cards.read',
  'cards.handle',
  'cards.approve',
  'mandates.register',
  'officials.manage',
  'officials.review',
  'services.manage',
  'services.inspect',
  'exchange.manage',
  'exchange.try',
  'connections.decide',
  'connections.sign',
  'connections.inspect',
  'journal.audit',
  'self.read',
  'self.correct',
  'self.account',
  'quality.read',
  'quality.manage',
  'steering.read',
  'admin',
] as const;

export type Scope = (typeof SCOPES)[number];

/** The kind of area inside which a role's scopes hold. */
export const AREA_KINDS = ['self', 'commune', 'province', 'country', 'organisation'] as const;

export type AreaKind = (typeof AREA_KINDS)[number];
