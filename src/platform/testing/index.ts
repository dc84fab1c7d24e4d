// What the tests of every room stand on; nothing in service imports it.
export { type TestDatabaseOptions, testDatabase } from './test-database.ts'
