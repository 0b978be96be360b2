/** Replies about a signature that is recorded: to its receipt, and to "shall we remove it?" */
import { isIdentityOf, type SignatureRow } from '../../db/signatures.ts'
import { spendRemoval } from '../../db/tokens.ts'
import type { Details } from '../details.ts'
import { answer } from '../outbound/post-reply.ts'
import { takesBack } from '../reading/take-back.ts'
import { type ManageReply, understandAnswer, understandManageReply } from '../reading/understand-answer.ts'
import { saysBareYes } from '../reading/whole-consent.ts'
import { askToConfirm, usable } from '../signing/ask-to-confirm.ts'
import { correctNow, tellSigned } from '../signing/receipts.ts'
import { detailsOf, isTakenOff } from '../signing/signature-details.ts'
import { askToConfirmRemoval, isGone, removeAndTell } from '../signing/withdraw-signature.ts'
import { about, type PetitionTurn, proved } from '../turn.ts'
import { type EmailReply, measured, sentReceipts, sentRemoval } from './new-words.ts'

/** A reply to a receipt, or to anything that says what is recorded. `sent`: the emails it may answer. */
export async function answerToReceipt(
  asked: PetitionTurn,
  reply: EmailReply,
  signature: SignatureRow,
  sent = sentReceipts(asked, signature),
): Promise<void> {
  const shown = detailsOf(signature)
  const wish = manageWish(reply, measured(reply, sent), shown)
  if (isTakenOff(signature) && wish.kind !== 'erase') return answer(asked, 'takenOff', about(asked))
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

/** Only words typed above the quotation act; if there are new words anywhere else, we ask. */
function manageWish(reply: EmailReply, said: EmailReply, shown: Details): ManageReply {
  const typed = understandManageReply({ ...reply, shown })
  if (reply.whole === undefined) return typed
  const all = understandManageReply({ ...said, shown })
  return all.kind === typed.kind && !(typed.kind === 'thanks' && said.unread) ? typed : { kind: 'asks' }
}

/** A reply to "shall we remove your signature?" A plain yes removes it, an empty reply may be a robot's, and "I sign" means the petition; erasing takes the link. */
export async function answerToRemoval(
  asked: PetitionTurn,
  reply: EmailReply,
  signature: SignatureRow,
): Promise<void> {
  const { token, tokenHash } = reply
  const { trx } = asked.work
  const { mailbox } = asked.to
  const act = token.purpose === 'erase' ? 'erase' : 'withdraw'
  // Checked first, because erasing forgets which mailbox was asked.
  if (isGone(signature, act)) return answer(asked, 'removed', { ...about(asked), act })
  if (token.mailbox === null || mailbox === null || !token.mailbox.equals(mailbox))
    return answer(asked, 'wrongMailbox', about(asked))
  const turn = proved(asked)
  const said = measured(reply, sentRemoval(turn, reply, signature, act))
  const wish = understandAnswer({ ...said, shown: detailsOf(signature) })
  // "Please remove me" refuses a question to sign; to this question it is a yes.
  const asksAgain = said.unread ? undefined : takesBack(said.subject, said.text)
  const erases = wish.kind === 'erases' || asksAgain === 'erase'
  const agrees =
    asksAgain !== undefined ||
    wish.kind === 'withdraws' ||
    (wish.kind === 'confirms' && wish.plainly && saysBareYes(said.text))
  // Erasing cannot be undone, so only the link does it.
  if (act === 'withdraw' && agrees && !erases) {
    if ((await spendRemoval(trx, tokenHash, mailbox)) === undefined)
      return answer(turn, 'linkGone', about(turn))
    return removeAndTell(turn, signature, 'withdraw')
  }
  // The signature stays, and this token removes nothing any more.
  if (wish.kind === 'refuses') await spendRemoval(trx, tokenHash, mailbox)
  else await askToConfirmRemoval(turn, signature, erases ? 'erase' : act)
}
