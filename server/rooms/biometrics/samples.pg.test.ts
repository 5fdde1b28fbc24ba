import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { newId } from '#kernel';
import { country, openTestHouse, type TestHouse } from '#test';
import { sampleDeath } from '../people/samples.ts';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { eraseDue } from './erasing.ts';
import { openRegisterMatcher } from './opening.ts';
import { openPersonKey } from './sealing.ts';
import { settleAll } from './settling.ts';
import {
  face,
  fingerOf,
  forCard,
  type Given,
  growSmall,
  portrait,
  pressPng,
  pressRecord,
  take,
} from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
let image: Buffer;
let record: Buffer;
/** What the server wrote down of all that these tests did. */
let written = '';
const finger = growSmall('samples');
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  image = pressPng(finger, 1);
  record = pressRecord(growSmall('samples, another'), 1, 3);
  captureLog();
});
after(async () => {
  await owner?.end();
  await house?.close();
});

/** Everything that the house's log writes, at its most talkative. */
function captureLog(): void {
  const log = house.kernel.log as typeof house.kernel.log & Record<symbol, unknown>;
  const symbol = Object.getOwnPropertySymbols(log).find((one) => one.description === 'pino.stream')!;
  log[symbol] = {
    write(line: string) {
      written += line;
    },
  };
  log.level = 'trace';
}

const [supervisor, officer] = ['hanoi-supervisor', 'hanoi-officer'] as const;
const person = (changes = {}) => putRecord(owner, changes);
const refused = ({ status, body }: { status: number; body: { code?: string; pointer?: string } }) => [
  ...[status, body.code, body.pointer].filter((one) => one !== undefined),
];
const rowsOf = async (table: string, where = 'true') =>
  (await owner.query<Record<string, never>>(`SELECT * FROM biometrics.${table} WHERE ${where}`)).rows;
const ofPerson = (table: string, who: string) =>
  rowsOf(table, `reference IN (SELECT reference FROM biometrics.subject WHERE person = '${who}')`);

interface Held {
  samples: { sample: string; modality: string; place: number; quality?: number; eraseOn?: string; viewable: boolean }[];
  missing: { modality: string; place: number; reason: string }[];
  standing: string;
  modalities: { id: string; grounds: string[] }[];
  code?: string;
}
const held = (who: string, as: string = supervisor, headers: object = forCard) =>
  house.ask<Held>(as, 'GET', `/api/biometrics/persons/${who}`, undefined, headers as Record<string, string>);
const view = (who: string, sample: string, as: string = supervisor) =>
  house.as(as, { method: 'GET', url: `/api/biometrics/persons/${who}/samples/${sample}`, headers: forCard });
const erase = (who: string, sample?: string, reason = 'wrong-person') =>
  house.ask<{ erased: number; code?: string }>(
    ...([supervisor, 'POST', `/api/biometrics/persons/${who}${sample ? `/samples/${sample}` : ''}/erase`] as const),
    ...([{ reason }, forCard] as const),
  );
const readJournal = async () =>
  (
    await owner.query<{ line: string }>(
      String.raw`SELECT line FROM kernel.journal_block, unnest(string_to_array(lines, E'\n')) AS line ORDER BY line::json->>'receivedAt'`,
    )
  ).rows.map(({ line }) => line);
/** All lines of the journal about somebody, as text. */
const linesOf = async (who: string) => (await readJournal()).filter((line) => line.includes(who));

describe('samples of a person', () => {
  test('are kept sealed, listed with their quality, and shown only to who states why', async () => {
    const who = await person();
    const missing = [{ modality: 'finger', place: 8, reason: 'amputated' }];
    const taken = await take(house, who, [face, fingerOf(image, 2), fingerOf(record, 3)], { missing });
    assert.equal(taken.status, 201, JSON.stringify(taken.body));
    assert.deepEqual(
      taken.body.samples.map(({ modality, place, compared }) => [modality, place, compared]),
      [
        ['face', 1, false],
        ['finger', 2, true],
        ['finger', 3, true],
      ],
    );
    assert.ok(taken.body.samples[1]!.quality! > 20);
    assert.equal(taken.body.waiting, 0);

    const { body } = await held(who);
    assert.deepEqual(
      body.samples.map(({ modality, place, viewable }) => [modality, place, viewable]),
      [
        ['face', 1, true],
        ['finger', 2, true],
        ['finger', 3, false],
      ],
    );
    assert.deepEqual(body.missing, missing);
    assert.equal(body.standing, 'clear');

    const shown = await view(who, taken.body.samples[1]!.sample);
    assert.equal(shown.headers['content-type'], 'image/png');
    assert.equal(shown.headers['cache-control'], 'no-store');
    assert.ok(shown.rawPayload.equals(image));
    for (const { sealed, template } of await ofPerson('sample', who)) {
      assert.ok(!Buffer.from(sealed!).includes(portrait.subarray(4)));
      assert.ok(!Buffer.from(sealed!).includes(image.subarray(0, 64)));
      assert.ok(!template || !Buffer.from(template).includes('FMR'));
    }
    const types = (await linesOf(who)).map((line) => (JSON.parse(line) as { type: string }).type);
    assert.deepEqual(types, ['biometrics-taken', 'biometrics-held', 'biometrics-sample']);
  });

  test('are the business of who may, in the own area, for a purpose under its law', async () => {
    const who = await person();
    assert.deepEqual(refused(await take(house, who, [face], {}, officer)), [403, 'kernel/forbidden']);
    const elsewhere = await putRecord(owner, {}, { province: '79', commune: '26740' });
    assert.deepEqual(refused(await take(house, elsewhere, [face])), [403, 'kernel/out-of-area']);
    assert.deepEqual(refused(await held(elsewhere)), [403, 'kernel/out-of-area']);
    const unstated = { 'dancu-purpose': '', 'dancu-legal-basis': '' };
    assert.equal((await held(who, supervisor, unstated)).status, 400);
    const wrong = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'residence-law-20' };
    assert.equal((await held(who, supervisor, wrong)).body.code, 'offices/law-not-for-purpose');
    assert.deepEqual(refused(await take(house, newId(), [face])), [404, 'biometrics/person-unknown']);
  });

  test('are refused where their bytes are something else, too large, broken, or of a place that no body has', async () => {
    const who = await person();
    const content = (bytes: Buffer) => bytes.toString('base64');
    const cases: [Given, string, string][] = [
      [
        { modality: 'face', content: content(Buffer.from('<svg onload="alert(1)"/>')) },
        'format-wrong',
        '/samples/0/content',
      ],
      [{ modality: 'voice', content: face.content }, 'format-wrong', '/samples/0/content'],
      [
        { modality: 'dna', content: content(Buffer.concat([Buffer.from('DNA\0'), Buffer.alloc(70_000)])) },
        'sample-size',
        '/samples/0/content',
      ],
      [fingerOf(image.subarray(0, 400), 2), 'sample-broken', '/samples/0/content'],
      [fingerOf(record.subarray(0, 40), 2), 'sample-broken', '/samples/0/content'],
      [{ ...face, place: 2 }, 'place-wrong', '/samples/0/place'],
    ];
    for (const [given, code, pointer] of cases) {
      const { body } = await take(house, who, [given], { ground: { kind: 'consent', number: '1', on: '2026-01-01' } });
      assert.deepEqual([body.code, body.pointer], [`biometrics/${code}`, pointer]);
    }
    assert.equal((await take(house, who, [face, face])).body.code, 'biometrics/place-twice');
    assert.equal((await take(house, who, [])).body.code, 'biometrics/nothing-given');
    assert.equal((await held(who)).body.samples.length, 0);
  });

  test('are taken by age and ground: nothing under six, on request under fourteen, DNA by consent or from proceedings', async () => {
    const ground = (kind: string) => ({ ground: { kind, number: '12/2026', on: '2026-01-01' } });
    const year = Number(house.kernel.clock.today().slice(0, 4));
    const [infant, child] = [
      await person({ birthDate: `${year - 4}-01-01` }),
      await person({ birthDate: `${year - 9}-01-01` }),
    ];
    assert.equal((await take(house, infant, [face], ground('request'))).body.code, 'biometrics/too-young');
    assert.equal((await take(house, child, [face])).body.code, 'biometrics/ground-missing');
    assert.equal((await take(house, child, [face], ground('consent'))).body.code, 'biometrics/ground-wrong');
    assert.equal((await take(house, child, [face], ground('request'))).status, 201);
    const who = await person();
    const dna: Given = { modality: 'dna', content: Buffer.from('DNA\x00010\0 a profile').toString('base64') };
    assert.equal((await take(house, who, [dna])).body.code, 'biometrics/ground-missing');
    assert.equal((await take(house, who, [dna], ground('request'))).body.code, 'biometrics/ground-wrong');
    assert.equal((await take(house, who, [dna], ground('proceedings'))).status, 201);
    assert.deepEqual((await held(who)).body.modalities.find(({ id }) => id === 'dna')?.grounds, [
      'consent',
      'proceedings',
    ]);
    const dead = await person({ death: { date: '2026-01-02' } });
    assert.equal((await take(house, dead, [face])).body.code, 'biometrics/person-dead');
  });

  test('a new one takes the place of the old, and two officers at one person at once make one subject', async () => {
    const who = await person();
    const both = await Promise.all([
      take(house, who, [fingerOf(record, 3)]),
      take(house, who, [face], {}, 'hanoi-second'),
    ]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [201, 201],
    );
    assert.equal((await take(house, who, [fingerOf(record, 3)])).status, 201);
    assert.equal((await rowsOf('subject', `person = '${who}'`)).length, 1);
    assert.deepEqual(
      (await held(who)).body.samples.map(({ modality }) => modality),
      ['face', 'finger'],
    );
    assert.equal((await ofPerson('unsettled', who)).length, 0);
  });

  test('one copied to another person’s row does not open', async () => {
    const [one, other] = [await person(), await person()];
    const [mine, theirs] = [await take(house, one, [face]), await take(house, other, [face])];
    const [from, to] = [mine.body.samples[0]!.sample, theirs.body.samples[0]!.sample];
    await owner.query(
      'UPDATE biometrics.sample SET sealed = (SELECT sealed FROM biometrics.sample WHERE sample = $1) WHERE sample = $2',
      [from, to],
    );
    assert.equal((await view(other, to)).json<Held>().code, 'biometrics/sample-damaged');
    await owner.query('UPDATE biometrics.subject SET person = $2 WHERE person = $1', [one, await person()]);
    const [{ person: now }] = (await rowsOf('subject', `taken_as = '${one}'`)) as never as [{ person: string }];
    assert.equal((await view(now, from)).json<Held>().code, 'biometrics/sample-damaged');
  });
});

describe('erasing', () => {
  test('one sample changes the key: a copy of it opens nowhere any more, the others do', async () => {
    const who = await person();
    const { body } = await take(house, who, [face, fingerOf(record, 3)]);
    const [{ sealed, reference }] = (await ofPerson('sample', who)) as never as [{ sealed: Buffer; reference: string }];
    assert.equal((await erase(who, body.samples[0]!.sample)).body.erased, 1);
    const [{ wrapped }] = (await rowsOf('key', `reference = '${reference}'`)) as never as [{ wrapped: Buffer }];
    const place = { person: who, modality: 'face', sample: body.samples[0]!.sample, part: 'sample' } as const;
    assert.equal(openPersonKey(house.kernel.keys, reference, wrapped)!.open(place, sealed), undefined);
    assert.ok((await view(who, body.samples[1]!.sample)).rawPayload.equals(record));
    assert.equal((await erase(who, body.samples[0]!.sample)).body.code, 'biometrics/sample-unknown');
  });

  test('all of them takes the key, and whoever compares hears of it', async () => {
    const who = await person();
    await take(house, who, [fingerOf(record, 3)]);
    const [{ reference }] = (await ofPerson('sample', who)) as never as [{ reference: string }];
    const matcher = await house.biometrics.parts.matcher();
    const before = await matcher.count();
    assert.equal((await erase(who, undefined, 'court')).body.erased, 1);
    assert.equal(await matcher.count(), before - 1);
    for (const table of ['key', 'sample', 'missing', 'subject', 'unsettled'])
      assert.deepEqual(await rowsOf(table, `reference = '${reference}'`), [], table);
    assert.equal((await erase(who)).body.code, 'biometrics/not-held');
    const line = JSON.parse((await linesOf(who)).find((one) => one.includes('biometrics-erased'))!);
    assert.deepEqual([line.fields, line.data], [['finger'], { samples: 1, reason: 'court' }]);
  });

  test('a death sets the day, an error about it takes it away, and on the day a job erases under the law', async () => {
    const who = await person();
    await take(house, who, [face]);
    const hear = async () => {
      await house.kernel.sealing.now();
      await house.kernel.events.deliver();
    };
    const died = await house.ask('hanoi-officer', 'POST', `/api/people/${who}/acts/death`, sampleDeath('2026-02-03'));
    assert.ok(died.status < 300, JSON.stringify(died.body));
    await hear();
    assert.equal((await held(who)).body.samples[0]!.eraseOn, '2031-02-03');
    const { clock } = house.kernel;
    const before = clock.offset;
    clock.moveBy(before + 6 * 366 * 86_400_000);
    assert.ok((await eraseDue(house.biometrics.parts)) >= 1);
    clock.moveBy(before);
    assert.equal((await held(who)).body.samples.length, 0);
    const line = JSON.parse((await linesOf(who)).find((one) => one.includes('biometrics-expired'))!);
    assert.deepEqual(
      [line.actor, line.legalBasis, line.purpose],
      ['biometrics', 'identification-law-15', 'card-issue'],
    );
  });
});

describe('whoever compares', () => {
  test('is away: samples are kept, and it hears of them later', async () => {
    const who = await person();
    const matcher = await house.biometrics.parts.matcher();
    const { enrol } = matcher;
    matcher.enrol = () => Promise.reject(new Error(`no ${record.toString('base64')}`));
    const taken = await take(house, who, [fingerOf(record, 3)]);
    matcher.enrol = enrol;
    assert.deepEqual([taken.status, taken.body.waiting], [201, undefined]);
    const before = await matcher.count();
    await owner.query('UPDATE biometrics.unsettled SET next_at = now()');
    await settleAll(house.biometrics.parts);
    assert.equal(await matcher.count(), before + 1);
  });

  test('is filled from what is kept where it knows nobody: a new disk, or another face model', async () => {
    const home = mkdtempSync(join(tmpdir(), 'dancu-gallery-'));
    const kernel = { ...house.kernel, config: { ...house.kernel.config, home } };
    const matcher = await openRegisterMatcher(kernel, country, undefined);
    try {
      await settleAll({ ...house.biometrics.parts, matcher: async () => matcher });
      const { rows } = await owner.query('SELECT DISTINCT reference FROM biometrics.sample WHERE template IS NOT NULL');
      assert.ok(rows.length > 2);
      assert.equal(await matcher.count(), rows.length);
    } finally {
      await matcher.close();
      rmSync(home, { recursive: true });
    }
  });

  test('says whether fresh samples are this person’s, and keeps none', async () => {
    const who = await person();
    await take(house, who, [fingerOf(image, 2)]);
    const verify = (samples: Given[]) =>
      house.ask<{ says: string; score: number; code?: string }>(
        ...([supervisor, 'POST', `/api/biometrics/persons/${who}/verify`, { samples }, forCard] as const),
      );
    const own = await verify([fingerOf(pressRecord(finger, 2, 2), 2)]);
    assert.equal(own.body.says, 'same', JSON.stringify(own.body));
    const other = await verify([fingerOf(pressRecord(growSmall('nobody'), 1, 2), 2)]);
    assert.notEqual(other.body.says, 'same', JSON.stringify(other.body));
    assert.deepEqual((await verify([face])).body.code, 'biometrics/not-comparable');
    assert.equal((await ofPerson('sample', who)).length, 1);
  });

  test('is described to administrators alone, with what nothing here compares', async () => {
    const ask = (as: string) =>
      house.ask<{ enrolled: number; face?: object; modalities: { id: string; matched: boolean; samples: number }[] }>(
        ...([as, 'GET', '/api/biometrics/engine'] as const),
      );
    const { body } = await ask('test-administrator');
    assert.ok(body.enrolled > 1);
    assert.equal(body.face, undefined);
    assert.deepEqual(
      body.modalities.filter(({ matched }) => !matched).map(({ id }) => id),
      ['iris', 'dna', 'voice'],
    );
    assert.ok(body.modalities.find(({ id }) => id === 'dna')!.samples > 0);
    assert.equal((await ask(supervisor)).status, 403);
  });
});

test('neither the log nor the journal holds a byte of a sample or a template', async () => {
  const journal = (await readJournal()).join('\n');
  assert.ok(journal.includes('biometrics-taken') && written.includes('a reference is settled later'));
  // Any eighteen bytes in a row, in base64 at each of its three offsets, in hex, or as they are.
  for (const bytes of [portrait, image, record])
    for (let at = 4; at + 20 < Math.min(bytes.length, 600); at++) {
      const piece = bytes.subarray(at, at + 18);
      for (const encoding of ['base64', 'base64url', 'hex', 'latin1'] as const)
        for (const [name, text] of [
          ['log', written],
          ['journal', journal],
        ] as const)
          assert.ok(
            !text.includes(piece.toString(encoding)),
            `${name}: byte ${at} in ${encoding}: ${piece.toString(encoding)}`,
          );
    }
});
