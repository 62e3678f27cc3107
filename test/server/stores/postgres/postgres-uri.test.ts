import assert from 'node:assert/strict';
import { addressOf, parsePostgresUri, remarksOnUri } from '../../../../server/stores/postgres/postgres-uri.ts';

describe('A URI of PostgreSQL', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['postgres://ada:s3cret@db.example/events', 'postgres://db.example/events'],
    ['postgresql://ada:s3cret@db.example:5433/events?schema=tuning', 'postgres://db.example:5433/events?schema=tuning'],
    ['postgresql+psycopg2://ada:s3cret@db.example:5432/events', 'postgres://db.example/events'],
    ['postgres://ada:s3cret@[::1]:6432/events?sslmode=require', 'postgres://[::1]:6432/events'],
    ['postgres:///events?host=/run/postgresql&user=ada', 'postgres://%2Frun%2Fpostgresql/events'],
    ['postgres://db.example?dbname=events&port=6432&password=s3cret', 'postgres://db.example:6432/events'],
    ['postgres://ada:s3cret@db.example', 'postgres://db.example/ada'],
    ['postgres://', 'postgres://localhost/'],
    ['postgres://ada:s3cret%40%2F%3A100%@db.example/my%20events', 'postgres://db.example/my%20events'],
  ];
  for (const [uri, address] of CASES) {
    it(`${uri.replace('s3cret', '…')} is known as ${address}`, () =>
      assert.equal(addressOf(parsePostgresUri(uri)), address));
  }

  it('gives user and password as they were before they were encoded', () => {
    const { user, password } = parsePostgresUri('postgres://ada%40home:p%40ss%2Fword%25@db/events');
    assert.deepEqual([user, password], ['ada@home', 'p@ss/word%']);
    assert.equal(parsePostgresUri('postgres://ada:100%@db/events').password, '100%');
    assert.equal(parsePostgresUri('postgres://ada:p@ss@db/events').password, 'p@ss');
  });

  it('names the options that it does not understand, without their values', () => {
    const uri = parsePostgresUri('postgres://db/events?shema=s3cret&channel_binding=require&sslmode=require');
    assert.deepEqual(remarksOnUri(uri), [
      'The URI has options that are not understood here, and were ignored: shema, channel_binding.',
    ]);
  });

  it('leads to the same database when its address is parsed again', () => {
    for (const [uri] of CASES) {
      const address = addressOf(parsePostgresUri(uri));
      assert.equal(addressOf(parsePostgresUri(address)), address);
    }
  });

  for (const uri of [
    'postgres://ada:s3cret@db:port/events',
    'postgres://ada:12/s3cret@db/events',
    'postgres://ada:12?s3cret@db/events',
    'postgres://ada:s3cret@a,b/events',
    'postgres://ada:s3cret@db:99999/x',
  ]) {
    it(`is refused without its password when it reads ${uri.replace(/s3c.*?ret/, '…')}`, () => {
      assert.throws(
        () => parsePostgresUri(uri),
        ({ code, message }: Error & { code?: string }) => code === 'bad-store-uri' && !/s3c|ada/.test(message),
      );
    });
  }
});
