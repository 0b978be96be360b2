import type { Try } from './setting.ts'

export const discordTries: Try[] = []
