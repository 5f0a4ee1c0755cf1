import type { Role } from '@falter/wire';
import type { ComponentType } from 'preact';

/** A page of the settings. Its component is shown beside the navigation and begins with an `<h1>` of its own. */
export interface Section {
  /** Second part of the path: `/settings/ID`. */
  id: string;
  title: string;
  /** Who gets to see it, besides admins; what one may change there, the section and the API say. */
  roles: readonly Role[];
  load: () => Promise<ComponentType>;
}

/** The settings in the order of the navigation. A new section is one line here. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'project',
    title: 'Project',
    roles: ['product', 'support'],
    load: async () => (await import('./project/project-section.tsx')).ProjectSection,
  },
  {
    id: 'install',
    title: 'Install',
    roles: ['product', 'support'],
    load: async () => (await import('./install/install-section.tsx')).InstallSection,
  },
  {
    id: 'recording',
    title: 'Recording',
    roles: ['product', 'support'],
    load: async () => (await import('./recording/recording-section.tsx')).RecordingSection,
  },
  {
    id: 'signals',
    title: 'Signals',
    roles: ['product'],
    load: async () => (await import('./signals/signals-section.tsx')).SignalsSection,
  },
  {
    id: 'privacy',
    title: 'Privacy',
    roles: ['product', 'support'],
    load: async () => (await import('./privacy/privacy-section.tsx')).PrivacySection,
  },
  {
    id: 'team',
    title: 'Team',
    roles: [],
    load: async () => (await import('./team/team-section.tsx')).TeamSection,
  },
  {
    id: 'tokens',
    title: 'API tokens',
    roles: [],
    load: async () => (await import('./tokens/tokens-section.tsx')).TokensSection,
  },
  {
    id: 'audit',
    title: 'Audit log',
    roles: [],
    load: async () => (await import('./audit/audit-section.tsx')).AuditSection,
  },
  {
    id: 'account',
    title: 'Your account',
    roles: ['product', 'support', 'numbers'],
    load: async () => (await import('./account/account-section.tsx')).AccountSection,
  },
];

/** Sections that a role may see. Admins see all. */
export function sectionsFor(role: string): readonly Section[] {
  return SECTIONS.filter(({ roles }) => role === 'admin' || roles.some((allowed) => allowed === role));
}
