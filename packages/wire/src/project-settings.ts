import type { RedactionSettings } from './redaction-settings.ts';
import type { SiteSettings } from './site-settings.ts';

/** Write keys that a project may have at a time: one, and another while it is being replaced. */
export const KEYS_MAX = 2;

/** Days for which recordings can be kept: the least and the most. */
export const RETENTION_DAYS_MIN = 1;
export const RETENTION_DAYS_MAX = 3_650;

export const PROJECT_NAME_MAX_CHARS = 80;

/** A project in a list of projects. */
export interface ProjectRow {
  id: string;
  name: string;
}

/** GET /api/v1/projects: all projects, by name. */
export interface ProjectList {
  projects: ProjectRow[];
}

/** Times are ISO 8601 in UTC. */
export interface WriteKey {
  key: string;
  /** null: nobody wrote it down. */
  madeAt: string | null;
  /** When the collector last took a batch with it, to about 15 s; null: never. */
  lastUsedAt: string | null;
  /** Set by the environment of the server, which keeps it active: it cannot be retired here. */
  byEnvironment: boolean;
}

/** GET /api/v1/projects/ID. */
export interface ProjectSettings extends ProjectRow {
  /** To be sent with a change, so that none overwrites another's. */
  revision: number;
  keys: WriteKey[];
  origins: string[];
  /** The environment of the server sets the origins at each start: they cannot be changed here. */
  originsByEnvironment: boolean;
  retentionDays: number;
  /** Of recordings with findings; never fewer. */
  retentionFlaggedDays: number;
  recording: SiteSettings;
  redaction: RedactionSettings;
}

/** PATCH /api/v1/projects/ID: what is absent stays as it is. */
export interface ProjectChange {
  /** Of the settings that the change was made from. */
  revision: number;
  name?: string | undefined;
  origins?: string[] | undefined;
  retentionDays?: number | undefined;
  retentionFlaggedDays?: number | undefined;
  /** Whole, not in parts. */
  recording?: SiteSettings | undefined;
  redaction?: RedactionSettings | undefined;
}
