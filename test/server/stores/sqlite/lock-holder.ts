import Database from 'better-sqlite3';

// Another program that keeps a database locked: says that it has the lock, and gives it up when it is told to.
const database = new Database(process.argv[2]);
database.exec('BEGIN EXCLUSIVE');
process.send!('locked');
await new Promise((go) => process.once('message', go));
database.exec('COMMIT');
database.close();
process.disconnect();
