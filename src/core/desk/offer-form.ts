import type { Form, FormField } from '../channel.ts'
import { answer } from '../outbound/post-reply.ts'
import type { Organised } from '../petitions/organise-petition.ts'
import { type FormProblem, fieldLabel, problemSentences } from '../petitions/read-forms.ts'
import type { Call } from './call.ts'

/** Offers a form, with the problems in it. A chat gets a button that opens it; an email gets its lines below `command`, to send back. */
export async function offerForm(call: Call, form: Form, command: string, problems: string[]): Promise<void> {
  const written = call.fields?.text
  if (!call.incoming.plainReply)
    return answer(call, 'formProblem', { problems, form: form.id, ...(written && { written }) })
  await answer(call, 'formByMail', {
    command,
    title: form.title,
    fields: asTyped(form.fields, call),
    problems,
  })
}

/** The lines keep the values that were written, so that nobody has to type them twice. */
function asTyped(fields: FormField[], { fields: typed = {}, to }: Call): FormField[] {
  const shown = fields.map(field => {
    const value = typed[field.name]
    return value === undefined ? field : { ...field, input: { ...field.input, value } }
  })
  // An email may say more than this form asks.
  const more = Object.entries(typed).filter(([name]) => fields.every(field => field.name !== name))
  return [
    ...shown,
    ...more.map(
      ([name, value]): FormField => ({
        name,
        label: fieldLabel(name, to.language),
        required: false,
        input: { kind: 'line', value, maxLength: value.length },
      }),
    ),
  ]
}

export function sentencesOf(problems: FormProblem[]): string[] {
  return problems.map(({ problem }) => problem)
}

export function problemsIn(organised: Organised, { to }: Call): string[] {
  const problems =
    organised.kind === 'invalid' ? organised.problems : [{ field: 'slug' as const, problem: '' }]
  return sentencesOf(problemSentences(problems, to.language))
}
