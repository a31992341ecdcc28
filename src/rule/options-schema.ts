/** Options of a rule as JSON Schema, and the types that follow from it. */

/** What every part of a schema may say, in addition to what it requires. */
interface Described {
  readonly title?: string
  /** One sentence, for documentation and editors. */
  readonly description?: string
}

/** A value of a rule's options: the part of JSON Schema that is understood. */
export type OptionSchema = Described &
  (
    | {readonly type: 'boolean'; readonly default?: boolean}
    | {
        readonly type: 'string'
        readonly enum?: readonly string[]
        readonly default?: string
      }
    | {
        readonly type: 'integer' | 'number'
        readonly minimum?: number
        readonly maximum?: number
        readonly default?: number
      }
    | {
        readonly type: 'array'
        readonly items: OptionSchema
        readonly default?: readonly unknown[]
      }
  )

/** The options of a rule. */
export interface OptionsSchema extends Described {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, OptionSchema>>
  /** Keys that have to be given. */
  readonly required?: readonly string[]
  /** Keys that are not listed are always refused. */
  readonly additionalProperties: false
}

/** The type of the values that a schema accepts. */
export type FromSchema<Schema> = Schema extends {
  readonly enum: readonly (infer Value)[]
}
  ? Value
  : Schema extends {readonly type: 'boolean'}
    ? boolean
    : Schema extends {readonly type: 'string'}
      ? string
      : Schema extends {readonly type: 'integer' | 'number'}
        ? number
        : Schema extends {readonly type: 'array'; readonly items: infer Items}
          ? readonly FromSchema<Items>[]
          : never

type PropertiesOf<Schema> = Schema extends {
  readonly properties: infer Properties
}
  ? Properties
  : unknown

type RequiredIn<Schema> = Schema extends {
  readonly required: readonly (infer Key)[]
}
  ? Key
  : never

type DefaultedIn<Properties> = {
  [Key in keyof Properties]: Properties[Key] extends {readonly default: unknown}
    ? Key
    : never
}[keyof Properties]

/** An object of these properties, some of them always present. */
type ObjectOf<Properties, There> = Flat<
  {
    readonly [Key in Extract<keyof Properties, There>]: FromSchema<
      Properties[Key]
    >
  } & {
    readonly [Key in Exclude<keyof Properties, There>]?: FromSchema<
      Properties[Key]
    >
  }
>

type Flat<Type> = {[Key in keyof Type]: Type[Key]}

/** Options as a configuration gives them: `never` for a rule without a schema. */
export type GivenOptions<Schema> = Schema extends OptionsSchema
  ? ObjectOf<PropertiesOf<Schema>, RequiredIn<Schema>>
  : never

/** Options as the check gets them, with defaults filled in; an empty object for a rule without a schema. */
export type FullOptions<Schema> = Schema extends OptionsSchema
  ? ObjectOf<
      PropertiesOf<Schema>,
      RequiredIn<Schema> | DefaultedIn<PropertiesOf<Schema>>
    >
  : Readonly<Record<string, never>>
