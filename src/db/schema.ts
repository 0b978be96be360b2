/** The tables, for Kysely. The migrations define them; SQL names stay inside src/db. */
import type {
  CardTable,
  CommunityTable,
  DeliveryTable,
  InboxTable,
  InstallationTable,
  NoteTable,
  ParkedTable,
} from './tables/channel.ts'
import type {
  AlertTable,
  DeskEntrySignatureTable,
  DeskEntryTable,
  DigestTable,
  InvalidationTable,
  MilestoneTable,
  PendingCommandTable,
  TallyTable,
} from './tables/desk.ts'
import type {
  OrganiserTable,
  PetitionAppendixTable,
  PetitionCommunityTable,
  PetitionCorrectionTable,
  PetitionNewsTable,
  PetitionTable,
} from './tables/petition.ts'
import type {
  DatabaseIdentityTable,
  LeaseTable,
  LedgerTable,
  RestorationTable,
  WrappedKeyTable,
} from './tables/service.ts'
import type {
  AskingBucketTable,
  AskingLimitTable,
  IdentityTable,
  RevisionTable,
  SignatureTable,
  SignRequestTable,
  SuppressionTable,
  TokenTable,
} from './tables/signing.ts'

export interface Schema {
  petition: PetitionTable
  petition_appendix: PetitionAppendixTable
  petition_correction: PetitionCorrectionTable
  petition_news: PetitionNewsTable
  sign_request: SignRequestTable
  revision: RevisionTable
  signature: SignatureTable
  identity: IdentityTable
  token: TokenTable
  inbox: InboxTable
  delivery: DeliveryTable
  suppression: SuppressionTable
  parked: ParkedTable
  asking_limit: AskingLimitTable
  asking_bucket: AskingBucketTable
  organiser: OrganiserTable
  card: CardTable
  community: CommunityTable
  petition_community: PetitionCommunityTable
  installation: InstallationTable
  pending_command: PendingCommandTable
  desk_entry: DeskEntryTable
  desk_entry_signature: DeskEntrySignatureTable
  invalidation: InvalidationTable
  milestone: MilestoneTable
  digest: DigestTable
  alert: AlertTable
  tally: TallyTable
  note: NoteTable
  wrapped_key: WrappedKeyTable
  lease: LeaseTable
  ledger: LedgerTable
  database_identity: DatabaseIdentityTable
  restoration: RestorationTable
}
