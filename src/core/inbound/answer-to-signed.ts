/** Answers replies about a recorded signature: replies to its receipt, and to "shall we remove it?" */
import { isIdentityOf, type SignatureRow } from '../../db/signatures.ts'
import { spendRemoval, type TokenRow } from '../../db/tokens.ts'
import { answer } from '../outbound/post-reply.ts'
import type { ManageReply } from '../reading/understand-answer.ts'
import { askToConfirm, usable } from '../signing/ask-to-confirm.ts'
import { correctNow, tellSigned } from '../signing/receipts.ts'
import { detailsOf, isRemoved } from '../signing/signature-details.ts'
import { askToConfirmRemoval, isGone, removeAndTell } from '../signing/withdraw-signature.ts'
import { about, type PetitionTurn, proved } from '../turn.ts'
import type { RemovalReply } from './read-reply.ts'

/** A reply to a receipt, or to anything that says what is recorded. */
export async function answerToReceipt(
  asked: PetitionTurn,
  wish: ManageReply,
  signature: SignatureRow,
): Promise<void> {
  if (isRemoved(signature) && wish.kind !== 'erase') return answer(asked, 'takenOff', about(asked))
  if (isGone(signature, wish.kind === 'erase' ? 'erase' : 'withdraw'))
    return answer(asked, 'nothingToRemove', about(asked))
  const { mailbox } = asked.to
  if (mailbox === null || !(await isIdentityOf(asked.work.trx, signature.id, mailbox)))
    return answer(asked, 'wrongMailbox', about(asked))
  const turn = proved(asked)
  switch (wish.kind) {
    case 'withdraw':
      return removeAndTell(turn, signature, 'withdraw')
    case 'perhaps-withdraw':
    case 'erase':
      return askToConfirmRemoval(turn, signature, wish.kind === 'erase' ? 'erase' : 'withdraw')
    case 'corrects': {
      const shown = detailsOf(signature)
      const details = await usable(turn, { ...shown, ...wish.written }, shown)
      if (details === undefined) return
      if (wish.plainly) return correctNow(turn, signature, details)
      return askToConfirm(turn, details, { kind: 'pleaseConfirm', change: true })
    }
    case 'thanks':
      return
    case 'asks':
      return tellSigned(turn, 'howToManage', signature)
  }
}

/** A reply to "shall we remove your signature?" A plain yes removes it; erasing takes the link. */
export async function answerToRemoval(
  asked: PetitionTurn,
  { token, tokenHash }: { token: TokenRow; tokenHash: Buffer },
  wish: RemovalReply,
  signature: SignatureRow,
): Promise<void> {
  const { trx } = asked.work
  const { mailbox } = asked.to
  const act = token.purpose === 'erase' ? 'erase' : 'withdraw'
  // Checked first, because erasing also deletes which mailbox was asked.
  if (isGone(signature, act)) return answer(asked, 'removed', { ...about(asked), act })
  if (token.mailbox === null || mailbox === null || !token.mailbox.equals(mailbox))
    return answer(asked, 'wrongMailbox', about(asked))
  const turn = proved(asked)
  // Erasing cannot be undone, so only the link does it.
  if (act === 'withdraw' && wish === 'agrees') {
    if ((await spendRemoval(trx, tokenHash, mailbox)) === undefined)
      return answer(turn, 'linkGone', about(turn))
    return removeAndTell(turn, signature, 'withdraw')
  }
  // The signature stays, and this token removes nothing any more.
  if (wish === 'refuses') await spendRemoval(trx, tokenHash, mailbox)
  else await askToConfirmRemoval(turn, signature, wish === 'erases' ? 'erase' : act)
}
