import { execFile } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../../kernel/errors.ts'
import type { ClusterPlace, ClusterSettings } from './cluster-place.ts'

/** Makes the files of a new cluster in `place.pgDataDraft`; removes what an interrupted attempt left there. */
export async function initCluster(
  place: ClusterPlace,
  settings: ClusterSettings,
  superuserPassword: string,
): Promise<void> {
  const { pgDataDraft, runAs, binaries } = place
  rmSync(pgDataDraft, { recursive: true, force: true })
  mkdirSync(pgDataDraft, { mode: 0o700 })
  const passwordFile = `${pgDataDraft}.password`
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 })
  if (runAs) {
    chownSync(pgDataDraft, runAs.uid, runAs.gid)
    chownSync(passwordFile, runAs.uid, runAs.gid)
  }
  chmodSync(pgDataDraft, 0o700)
  const options = [
    ['-D', pgDataDraft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    // Under the locale C, pg_trgm finds no letters in Chinese text.
    ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
    settings.durable ? [] : ['--no-sync'],
  ].flat()
  try {
    await promisify(execFile)(join(binaries.folder, 'bin', 'initdb'), options, {
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
      timeout: 120_000,
      ...runAs,
    })
  } catch (cause) {
    const { stderr = '', message } = cause as { stderr?: string; message: string }
    const reason = (stderr.trim() || message).split('\n').slice(-3).join(' / ')
    throw new AppError('unavailable', 'database.init_failed', { folder: pgDataDraft, reason }, [], { cause })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}
