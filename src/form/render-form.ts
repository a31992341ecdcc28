/** A template as GitHub's issue form: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
import {stringify} from 'yaml'
import type {FieldTemplate} from '../template/model.ts'
import {formTexts} from './texts.ts'
import type {Form, FormField} from './fields.ts'

const folder = '.github/ISSUE_TEMPLATE'

/**
 * @param forms of a bank
 * @returns the path of each form for GitHub, from the root of the repository
 */
export function nameForms(forms: readonly Form[]): string[] {
  return forms.length === 1
    ? [`${folder}/card.yml`]
    : forms.map((_, index) => `${folder}/card-${index + 1}.yml`)
}

/** @returns the form as YAML; it changes with the templates and the sections of the bank, and not with its cards */
export function renderIssueForm({fields, kind}: Form): string {
  const form = {
    name: formTexts.name(kind),
    description: formTexts.description,
    title: formTexts.issueTitle,
    body: [
      {type: 'markdown', attributes: {value: formTexts.introduction}},
      ...fields.map(renderField)
    ]
  }
  return `# ${formTexts.origin}\n${stringify(form, {lineWidth: 0})}`
}

function renderField(field: FormField): object {
  const {choices, id, isRequired, label, part} = field
  const type = choices
    ? 'dropdown'
    : typeof part === 'string' || isLine(part)
      ? 'input'
      : 'textarea'
  const description = typeof part === 'string' ? undefined : describe(part)
  return {
    type,
    id,
    attributes: {
      label,
      ...(description !== undefined && {description}),
      ...(choices && {options: choices}),
      // It has only one choice.
      ...(part === 'kind' && {default: 0})
    },
    validations: {required: isRequired}
  }
}

function isLine({kind}: FieldTemplate): boolean {
  return kind === 'choice' || kind === 'date' || kind === 'tags'
}

/** @returns what a value has to be; `undefined` if any value is right */
function describe(field: FieldTemplate): string | undefined {
  switch (field.kind) {
    case 'choice': {
      return formTexts.choice(field.choices)
    }

    case 'tags': {
      return formTexts.tags
    }

    case 'date': {
      return formTexts.date
    }

    case 'prose': {
      return formTexts.prose(field)
    }

    case 'bullets': {
      return formTexts.bullets(field)
    }

    case 'options': {
      return formTexts.options(field)
    }

    case 'content': {
      return formTexts.content
    }
  }
}
