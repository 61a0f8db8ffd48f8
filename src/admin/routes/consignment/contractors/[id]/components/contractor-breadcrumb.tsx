import { useContractor } from "../../../../../hooks/api/contractors"

export const ContractorBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { contractor } = useContractor(id)
  return contractor ? <span>{contractor.name}</span> : null
}
