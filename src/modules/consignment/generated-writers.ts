import { MedusaError } from "@medusajs/framework/utils"

const writers = ["create", "update", "upsert", "delete", "softDelete", "restore"] as const

type Writer = `${(typeof writers)[number]}Consignment${string}`

type WithoutWriters<Instance> = {
  [Key in keyof Instance as Key extends Writer ? never : Key]: Instance[Key]
}

type ServiceClass = abstract new (...parameters: never[]) => object

const isWriter = (name: string): boolean =>
  writers.some((writer) => name.startsWith(`${writer}Consignment`))

/**
 * Refuses the writing methods that the host generates for each model, and hides their types: they know none of our rules
 * and would change what is posted.
 */
export const withoutGeneratedWriters = <Service extends ServiceClass>(service: Service) => {
  const prototype = service.prototype as Record<string, unknown>
  for (const name of Object.getOwnPropertyNames(prototype).filter(isWriter)) {
    prototype[name] = () => Promise.reject(toRefusal(name))
  }
  return service as unknown as Omit<Service, "prototype"> &
    (new (...parameters: unknown[]) => WithoutWriters<InstanceType<Service>>)
}

const toRefusal = (name: string): MedusaError =>
  new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `${name} is not available: run the workflow of what you want to change. What is posted is undone by a reversal.`
  )
