"""What a body records about a certificate after granting it."""

from certification.bodies.domain import PersonNotNamed
from certification.bodies.usecases.people import NamedPerson
from certification.cases.api.requests import StepRequest
from certification.cases.api.views import ApplicationView
from certification.cases.domain.procedure import Step
from certification.cases.usecases.surveillance import survey
from certification.certificates.domain.certificate import CertificateNoLongerInForce
from certification.certificates.usecases.certificates import CertificateName, CertificateNotFound
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/certificates", tags=["certificates"])


@router.post(
    "/{name}/surveillance",
    status_code=201,
    responses=problems(CertificateNotFound, CertificateNoLongerInForce, PersonNotNamed),
)
async def record_surveillance(
    name: CertificateName, request: StepRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """获证后监督: record a surveillance visit. After a failed one the certificate is
    suspended at once, or, where it was suspended, to be withdrawn.
    """
    case = await survey(tx, name, request.entry(Step.SURVEILLANCE), person)
    return ApplicationView.of(case)
