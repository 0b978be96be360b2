import { type Argument, type Command, InvalidArgumentError, type Option } from 'commander'

/**
 * Refuses an empty value, because a script's unset variable must not mean everything or nothing, and the second value of an option, because
 * nobody knows which one was meant.
 */
export function valuesAreSaidOnce(command: Command): void {
  for (const option of command.options)
    if (option.required || option.optional) isSaid(option, !option.variadic)
  for (const argument of command.registeredArguments) isSaid(argument, false)
  for (const each of command.commands) valuesAreSaidOnce(each)
}

function isSaid(of: Option | Argument, once: boolean): void {
  const { parseArg, variadic } = of
  let values: string[] = []
  of.argParser((value: string, previous: unknown) => {
    if (value.trim() === '') throw new InvalidArgumentError('It is empty.')
    values = [...values, value]
    if (once && values.length > 1) throw new InvalidArgumentError('Give this option once.')
    if (parseArg !== undefined) return parseArg(value, previous as never)
    return variadic ? values : value
  })
}
