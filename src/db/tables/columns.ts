import type { ColumnType, Generated } from 'kysely'

export type Time = Generated<Date>
export type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>
export type BytesOrNull = ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
