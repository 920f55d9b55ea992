import Database from 'libsql'

/** Opens the file, which is made if there is none. What is written is on the disk before anybody is told so. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
  return database
}
