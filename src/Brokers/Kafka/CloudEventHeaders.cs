using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace ShopActors.Brokers;

/// <summary>The attributes of an event as headers: CloudEvents' Kafka protocol binding in binary mode.</summary>
internal static class CloudEventHeaders
{
    private const string ContentType = "application/json";

    public static Headers Of(OutboxMessage message, string source) => new()
    {
        { "ce_specversion", "1.0"u8.ToArray() },
        { "ce_id", Text(message.Id) },
        { "ce_source", Text(source) },
        { "ce_type", Text(message.Type) },
        { "ce_subject", Text(message.Subject) },
        { "ce_time", Text(message.Time.ToString("O", CultureInfo.InvariantCulture)) },
        { "ce_sequence", Text(message.Sequence.ToString(CultureInfo.InvariantCulture)) },
        { "content-type", Text(ContentType) },
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
