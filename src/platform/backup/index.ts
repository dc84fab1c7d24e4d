// Saving a house, bringing it back, and changing its schema with a way back.
export { type BackupDoor, backupCommands } from './cli.ts'
export { type BackupReport, makeBackup } from './make-backup.ts'
export { type RestoreReport, restoreBackup } from './restore-backup.ts'
export { type UpgradeReport, upgrade } from './upgrade.ts'
