import { NameInPath } from "../../../../../components/name-in-path"
import { useContractor } from "../../../../../hooks/api/contractors"

export const ContractorBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { contractor } = useContractor(id)
  return <NameInPath name={contractor?.name} />
}
