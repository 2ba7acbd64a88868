package io.kyozo.analyzer.topology.graph;

/** APIs of the clouds, each service of them by itself; packages as in {@link ExternalApiTable}. */
final class CloudApiTable {
    static final String TEXT = """
aws | AWS | cloud
  packages aws-sdk @aws-sdk/* boto3 aioboto3 aiobotocore aws-java-sdk* aws/aws-sdk-php*
  packages github.com/aws/aws-sdk-go* aws-config rusoto_core awssdk.core awssdk.extensions.netcore.setup ex_aws
  packages aws-sdk-core spring-cloud-aws-starter
  hosts *.amazonaws.com
  variables AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION AWS_REGION
aws-s3 | AWS S3 | storage
  packages @aws-sdk/client-s3 @aws-sdk/lib-storage @aws-sdk/s3-request-presigner multer-s3 aws-sdk-s3
  packages github.com/aws/aws-sdk-go-v2/service/s3* github.com/aws/aws-sdk-go-v2/feature/s3* aws-java-sdk-s3
  packages s3 s3-transfer-manager spring-cloud-aws-starter-s3 quarkus-amazon-s3 awssdk.s3 ex_aws_s3
  packages league/flysystem-aws-s3-v3 rusoto_s3 s3fs rust-s3
  variables S3_BUCKET S3_BUCKET_NAME AWS_S3_* AWS_BUCKET AWS_BUCKET_NAME AWS_STORAGE_BUCKET_NAME
  replaced OBJECT_STORE
aws-sqs | AWS SQS | queue
  packages @aws-sdk/client-sqs sqs-consumer aws-sdk-sqs github.com/aws/aws-sdk-go-v2/service/sqs* aws-java-sdk-sqs
  packages sqs spring-cloud-aws-starter-sqs quarkus-amazon-sqs awssdk.sqs ex_aws_sqs rusoto_sqs shoryuken
  variables SQS_* AWS_SQS_*
aws-sns | AWS SNS | messaging
  packages @aws-sdk/client-sns aws-sdk-sns github.com/aws/aws-sdk-go-v2/service/sns* aws-java-sdk-sns
  packages spring-cloud-aws-starter-sns quarkus-amazon-sns awssdk.simplenotificationservice ex_aws_sns
  variables SNS_TOPIC_ARN AWS_SNS_*
aws-ses | AWS SES | email
  packages @aws-sdk/client-ses @aws-sdk/client-sesv2 aws-sdk-ses aws-sdk-sesv2 aws-sdk-rails aws-java-sdk-ses
  packages github.com/aws/aws-sdk-go-v2/service/ses* spring-cloud-aws-starter-ses awssdk.simpleemail*
  packages symfony/amazon-mailer django-ses
  variables AWS_SES_* SES_REGION
aws-dynamodb | AWS DynamoDB | database
  packages @aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb aws-sdk-dynamodb aws-java-sdk-dynamodb pynamodb dynamoose
  packages github.com/aws/aws-sdk-go-v2/service/dynamodb* awssdk.dynamodbv2 quarkus-amazon-dynamodb dynamodb-enhanced
  variables DYNAMODB_TABLE DYNAMODB_TABLE_NAME
aws-lambda | AWS Lambda | compute
  packages @aws-sdk/client-lambda aws-sdk-lambda github.com/aws/aws-sdk-go-v2/service/lambda* awssdk.lambda
aws-bedrock | AWS Bedrock | ai
  packages @aws-sdk/client-bedrock-runtime aws-sdk-bedrockruntime @ai-sdk/amazon-bedrock langchain-aws
  packages github.com/aws/aws-sdk-go-v2/service/bedrockruntime* awssdk.bedrockruntime
  variables BEDROCK_*
aws-cognito | AWS Cognito | identity
  packages @aws-sdk/client-cognito-identity-provider amazon-cognito-identity-js aws-jwt-verify
  packages aws-sdk-cognitoidentityprovider awssdk.cognitoidentityprovider
  packages github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider*
  variables COGNITO_*
aws-secretsmanager | AWS Secrets Manager | secrets
  packages @aws-sdk/client-secrets-manager aws-sdk-secretsmanager awssdk.secretsmanager
  packages github.com/aws/aws-sdk-go-v2/service/secretsmanager* spring-cloud-aws-starter-secrets-manager
gcp | Google Cloud | cloud
  packages @google-cloud/* google-cloud-* cloud.google.com/go* google.cloud.* google/cloud* goth
  packages spring-cloud-gcp-starter*
  variables GOOGLE_APPLICATION_CREDENTIALS GOOGLE_CLOUD_PROJECT GCP_* GCLOUD_PROJECT
gcp-storage | Google Cloud Storage | storage
  packages @google-cloud/storage google-cloud-storage cloud.google.com/go/storage google.cloud.storage.v1
  packages google/cloud-storage spring-cloud-gcp-starter-storage
  hosts storage.googleapis.com
  variables GCS_BUCKET GCS_BUCKET_NAME
  replaced OBJECT_STORE
gcp-pubsub | Google Cloud Pub/Sub | queue
  packages @google-cloud/pubsub google-cloud-pubsub cloud.google.com/go/pubsub* google.cloud.pubsub.v1
  packages google/cloud-pubsub spring-cloud-gcp-starter-pubsub
  hosts pubsub.googleapis.com
  variables PUBSUB_TOPIC PUBSUB_SUBSCRIPTION
gcp-bigquery | Google BigQuery | analytics
  packages @google-cloud/bigquery google-cloud-bigquery cloud.google.com/go/bigquery google.cloud.bigquery.v2
  packages google/cloud-bigquery
  hosts bigquery.googleapis.com
gcp-vertexai | Google Vertex AI | ai
  packages @google-cloud/vertexai google-cloud-aiplatform cloud.google.com/go/vertexai* @ai-sdk/google-vertex
  hosts *-aiplatform.googleapis.com
google-maps | Google Maps | maps
  packages @googlemaps/* googlemaps google-maps-services googlemaps.github.io/maps @react-google-maps/api
  packages google_maps_service google-maps-react
  hosts maps.googleapis.com places.googleapis.com routes.googleapis.com
  variables GOOGLE_MAPS_*
google-gemini | Google Gemini | ai
  packages @google/generative-ai @google/genai google-generativeai google-genai github.com/google/generative-ai-go*
  packages google.golang.org/genai @ai-sdk/google langchain-google-genai
  hosts generativelanguage.googleapis.com
  variables GEMINI_* GOOGLE_GENERATIVE_AI_API_KEY
azure | Azure | cloud
  packages @azure/* azure-identity azure-core azure.identity azure.core github.com/azure/azure-sdk-for-go*
  packages spring-cloud-azure-starter* azure_core azure_identity
  variables AZURE_CLIENT_ID AZURE_CLIENT_SECRET AZURE_TENANT_ID AZURE_SUBSCRIPTION_ID
azure-storage | Azure Storage | storage
  packages @azure/storage-* azure-storage-* azure.storage.* azure_storage* microsoft/azure-storage*
  packages github.com/azure/azure-sdk-for-go/sdk/storage/* league/flysystem-azure-blob-storage
  hosts *.blob.core.windows.net *.queue.core.windows.net *.table.core.windows.net
  variables AZURE_STORAGE_*
azure-servicebus | Azure Service Bus | queue
  packages @azure/service-bus azure-servicebus azure-messaging-servicebus azure.messaging.servicebus
  packages github.com/azure/azure-sdk-for-go/sdk/messaging/azservicebus
  hosts *.servicebus.windows.net
  variables AZURE_SERVICE_BUS_* AZURE_SERVICEBUS_* SERVICEBUS_CONNECTION_STRING
azure-keyvault | Azure Key Vault | secrets
  packages @azure/keyvault-* azure-keyvault-* azure-security-keyvault-* azure.security.keyvault.*
  packages azure.extensions.aspnetcore.configuration.secrets
  hosts *.vault.azure.net
azure-openai | Azure OpenAI | ai
  packages azure.ai.openai azure-ai-openai @azure/openai @ai-sdk/azure
  hosts *.openai.azure.com
  variables AZURE_OPENAI_*
firebase | Firebase | cloud
  packages firebase firebase-admin firebase-functions @firebase/* pyrebase4 firebaseadmin firebase.google.com/go*
  packages kreait/firebase-php kreait/laravel-firebase
  hosts fcm.googleapis.com firestore.googleapis.com *.firebaseio.com identitytoolkit.googleapis.com
  variables FIREBASE_*
supabase | Supabase | cloud
  packages @supabase/* supabase supabase-py postgrest-py github.com/supabase-community/* supabase-csharp
  packages supabase_potion
  hosts *.supabase.co
  variables SUPABASE_*
""";

    private CloudApiTable() {}
}
