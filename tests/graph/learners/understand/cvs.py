"""Texts as people paste them, each with the skills of the seed map that its writer has.

Labelled by hand: what a text says outright counts, what only goes with it does not.
"""

from dataclasses import dataclass

SECURITY, TESTING, MICRO = "security", "testing", "architecture-patterns/microservices"
SQL, ALCHEMY, REDIS = (
    f"database-skills/{topic}" for topic in ("sql-postgresql", "sqlalchemy", "redis")
)


@dataclass(frozen=True)
class LabelledText:
    """A text, what its writer knows, and what it names that the writer does not know."""

    text: str
    known: frozenset[str]
    not_known: frozenset[str]


DEVELOPER = LabelledText(
    """\
JANE DOE
Backend Developer, Lisbon

SUMMARY
Backend developer with six years of experience in Python and FastAPI. I have built
event-driven systems with Kafka and RabbitMQ, and care about domain-driven
design. I am not a frontend person: no experience with React or CSS.

SKILLS
Languages: Python 3.11, SQL, JS, C++
Frameworks: FastAPI, SQLAlchemy (connection pooling, migrations), pytest (fixtures, mocking)
Databases: PostgreSQL - query optimization, stored procedures; Redis caching strategies
Tools: Docker, docker-compose, GitHub Actions, Git
Security: OAuth2, JWT, password hashing, RBAC

CURRENTLY LEARNING
- Prompt engineering
- Vector embeddings
- Kubernetes

EXPERIENCE
Acme GmbH, Senior Developer (2021-2024)
* Led a team of five, owner of strategy and command of budgets
* Split the monolith into microservices; introduced API gateways and circuit breakers
* Wrote load tests and performance tests; set up deployment pipelines
* Built relationships with clients

I would like to learn stream processing and model deployment next.

EDUCATION
BSc Computer Science, data structures and algorithms, linear algebra
""",
    known=frozenset(
        {
            f"{MICRO}/event-driven-architecture",
            f"{MICRO}/domain-driven-design",
            f"{MICRO}/api-gateway-pattern",
            f"{MICRO}/circuit-breakers",
            f"{ALCHEMY}/connection-pooling",
            f"{SQL}/migrations",
            f"{SQL}/query-optimization",
            f"{SQL}/stored-procedures",
            f"{REDIS}/caching-strategies",
            f"{TESTING}/unit-testing/pytest-framework",
            f"{TESTING}/unit-testing/fixtures",
            f"{TESTING}/unit-testing/mocking",
            f"{TESTING}/integration-testing/load-testing",
            f"{TESTING}/integration-testing/performance-testing",
            "devops/docker/docker-compose",
            "devops/ci-cd/github-actions",
            "devops/ci-cd/version-control-git",
            "devops/ci-cd/deployment-pipelines",
            f"{SECURITY}/authentication/oauth2-0",
            f"{SECURITY}/authentication/jwt-implementation",
            f"{SECURITY}/authentication/password-hashing",
            f"{SECURITY}/authentication/role-based-access-control",
        }
    ),
    not_known=frozenset(
        {
            "machine-learning-ai/generative-ai-systems/foundation-models/prompt-engineering",
            "machine-learning-ai/generative-ai-systems/foundation-models/vector-embeddings",
            "machine-learning-ai/production-ml-ai/mlops/model-deployment",
            "architecture-patterns/system-integration/data-flow-architectures/stream-processing",
            "architecture-patterns/design-patterns/behavioral-patterns/strategy",
            "architecture-patterns/design-patterns/behavioral-patterns/command",
            f"{ALCHEMY}/relationships",
            f"{REDIS}/data-structures",
        }
    ),
)

ANALYST = LabelledText(
    """\
About me

Data analyst at a hospital. In my daily work I use pandas for data cleaning and time series
analysis, and I make distribution plots with Seaborn. I've never trained a neural network
and can't do GPU optimization, but model evaluation and feature engineering with scikit-learn
are familiar to me.

* A/B testing of two reminder letters
* statistical plotting for three publications
* Query optimization: none so far
* Named entity recognition (beginner)

Wishlist: Docker Compose, Dockerfile creation, few-shot learning
""",
    known=frozenset(
        {
            "data-analysis-visualization/core-libraries/pandas/data-cleaning",
            "data-analysis-visualization/core-libraries/pandas/time-series-analysis",
            "data-analysis-visualization/visualization/seaborn/distribution-plots",
            "data-analysis-visualization/visualization/seaborn/statistical-plotting",
            "machine-learning-ai/traditional-ml/scikit-learn/model-evaluation",
            "machine-learning-ai/traditional-ml/scikit-learn/feature-engineering",
        }
    ),
    not_known=frozenset(
        {
            "machine-learning-ai/deep-learning/tensorflow-pytorch/gpu-optimization",
            "machine-learning-ai/nlp-processing/nltk-spacy/named-entity-recognition",
            "machine-learning-ai/ai-ethics-best-practices/development-standards/few-shot-learning",
            "devops/docker/docker-compose",
            "devops/docker/dockerfile-creation",
            f"{SQL}/query-optimization",
        }
    ),
)

NOTES = LabelledText(
    """\
docker compose, multi-stage builds, Dockerfile creation
redis pub/sub
transactions
Indexing
xss protection / cors policy
SOLID: single responsibility, Liskov substitution
- [x] rate limiting
- [x] Input validation!
1. service discovery
not yet: load balancing, auto-scaling
?? background tasks
Should I learn GraphQL
flamenco
""",
    known=frozenset(
        {
            "devops/docker/docker-compose",
            "devops/docker/multi-stage-builds",
            "devops/docker/dockerfile-creation",
            f"{REDIS}/pub-sub",
            f"{SQL}/transactions",
            f"{SQL}/indexing",
            f"{SECURITY}/api-security/xss-protection",
            f"{SECURITY}/api-security/cors-policy",
            f"{SECURITY}/api-security/rate-limiting",
            f"{SECURITY}/api-security/input-validation",
            f"{MICRO}/service-discovery",
            "architecture-patterns/clean-architecture/solid-principles/single-responsibility",
            "architecture-patterns/clean-architecture/solid-principles/liskov-substitution",
        }
    ),
    not_known=frozenset(
        {
            "architecture-patterns/cloud-architecture/load-balancing",
            "architecture-patterns/cloud-architecture/auto-scaling",
        }
    ),
)

OTHER_LIFE = LabelledText(
    """\
Head of Sales with a builder's heart. I am in command of a strategy that puts relationships first,
a facade of calm in every transaction, and a proxy for our clients' needs. My team's functions:
hiring, coaching and running use cases with customers. I write contracts and read indexes of
suppliers. Before, I was a builder and a singleton in a team of cooks.
Hobbies: chess, iterating over recipes, observer of birds
""",
    known=frozenset(),
    not_known=frozenset(
        {
            f"{ALCHEMY}/relationships",
            f"{SQL}/transactions",
            f"{SQL}/indexing",
            *(
                f"architecture-patterns/design-patterns/{pattern}"
                for pattern in (
                    "creational-patterns/builder",
                    "creational-patterns/singleton",
                    "structural-patterns/facade",
                    "structural-patterns/proxy",
                    "behavioral-patterns/strategy",
                    "behavioral-patterns/command",
                    "behavioral-patterns/observer",
                )
            ),
        }
    ),
)

ALL = {"developer": DEVELOPER, "analyst": ANALYST, "notes": NOTES, "other life": OTHER_LIFE}
