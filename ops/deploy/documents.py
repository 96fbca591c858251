"""Documents of Google's REST APIs, as far as the checks read them; other fields are ignored."""

from msgspec import Struct


class Service(Struct):
    """An API, and whether it is ENABLED."""

    name: str
    state: str = ""


class Billing(Struct, rename="camel"):
    """The account that pays: `billingAccounts/ID`."""

    billing_enabled: bool = False
    billing_account_name: str = ""


class PolicyValues(Struct, rename="camel"):
    """The values of a list constraint."""

    allowed_values: list[str] = []
    denied_values: list[str] = []


class PolicyRule(Struct, rename="camel"):
    """One rule of an effective policy."""

    allow_all: bool = False
    deny_all: bool = False
    enforce: bool = False
    values: PolicyValues | None = None


class Quota(Struct):
    """A quota of Compute Engine."""

    metric: str
    limit: float
    usage: float = 0.0


class Bucket(Struct):
    """A bucket: whether it keeps old versions, and refuses to be opened to everybody."""

    versioned: bool
    closed: bool


class Project(Struct):
    """A project, by its number: `projects/NUMBER`."""

    name: str


class Services(Struct):
    """Several APIs."""

    services: list[Service] = []


class Spec(Struct, frozen=True):
    """The rules of an effective policy."""

    rules: list[PolicyRule] = []


class Policy(Struct):
    """An effective policy."""

    spec: Spec = Spec()


class Location(Struct, rename="camel"):
    """A region."""

    location_id: str


class Locations(Struct):
    """The regions of a service."""

    locations: list[Location] = []


class QuotaDetails(Struct):
    """The value of a quota, a whole number as text."""

    value: str = "0"


class Dimensions(Struct, rename="camel"):
    """A quota in some regions."""

    details: QuotaDetails
    applicable_locations: list[str] = []


class QuotaInfo(Struct, rename="camel"):
    """A quota in every region."""

    dimensions_infos: list[Dimensions] = []


class ComputeProject(Struct):
    """A project as Compute Engine knows it."""

    quotas: list[Quota] = []


class Version(Struct):
    """A version of a secret."""

    state: str = ""


class Versions(Struct):
    """The versions of a secret."""

    versions: list[Version] = []


class Versioning(Struct, frozen=True):
    """Whether a bucket keeps old versions."""

    enabled: bool = False


class IamConfiguration(Struct, frozen=True, rename="camel"):
    """Whether a bucket may be opened: `enforced` or `inherited`."""

    public_access_prevention: str = ""


class BucketDocument(Struct, rename="camel"):
    """A bucket as Cloud Storage describes it."""

    versioning: Versioning = Versioning()
    iam_configuration: IamConfiguration = IamConfiguration()


class Address(Struct):
    """An address that was reserved."""

    address: str = ""
