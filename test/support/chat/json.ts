/** Reads JSON that came from outside, without trusting its shape. */

export type JsonObject = { [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectAt(from: unknown, key: string): JsonObject | undefined {
  const value = isObject(from) ? from[key] : undefined
  return isObject(value) ? value : undefined
}

/** Empty if there is no array. */
export function listAt(from: unknown, key: string): unknown[] {
  const value = isObject(from) ? from[key] : undefined
  return Array.isArray(value) ? value : []
}

export function objectsAt(from: unknown, key: string): JsonObject[] {
  return listAt(from, key).filter(isObject)
}

export function textAt(from: unknown, key: string): string | undefined {
  const value = isObject(from) ? from[key] : undefined
  return typeof value === 'string' ? value : undefined
}

export function numberAt(from: unknown, key: string): number | undefined {
  const value = isObject(from) ? from[key] : undefined
  return typeof value === 'number' ? value : undefined
}

/** Components of a message or a modal, parents before children: rows, containers, sections, labels and what is in them. */
export function flattenComponents(components: unknown[]): JsonObject[] {
  return components.filter(isObject).flatMap(component => {
    const one = [objectAt(component, 'accessory'), objectAt(component, 'component')].filter(isObject)
    return [component, ...flattenComponents([...listAt(component, 'components'), ...one])]
  })
}
