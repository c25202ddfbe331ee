using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors.WebApi.Http;

/// <summary>
/// An amount in a request: <c>{"amount": 1299, "currency": "EUR"}</c>, or a number alone for the shop's own currency.
/// Both are whole minor units.
/// </summary>
/// <param name="Amount">Whole minor units.</param>
/// <param name="Currency">The currency.</param>
[JsonConverter(typeof(AmountConverter))]
internal sealed record AmountRequest(long Amount, Currency Currency)
{
    public Money ToMoney() => new(Amount, Currency);
}

/// <summary>Reads both forms of an amount.</summary>
internal sealed class AmountConverter : JsonConverter<AmountRequest>
{
    public override AmountRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return new(reader.GetInt64(), Currency.Eur);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An amount is a number or an object.");
        }

        long? amount = null;
        Currency? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "amount" && amount is null) amount = reader.GetInt64();
            else if (name == "currency" && currency is null && Currency.TryParse(reader.GetString(), out var parsed))
            {
                currency = parsed;
            }
            else if (name != "exponent") throw new JsonException($"'{name}' is not valid here.");
        }

        return amount is { } value && currency is { } known
            ? new(value, known)
            : throw new JsonException("An amount needs 'amount' in minor units and 'currency'.");
    }

    public override void Write(Utf8JsonWriter writer, AmountRequest value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("amount", value.Amount);
        writer.WriteString("currency", value.Currency.Value);
        writer.WriteEndObject();
    }
}
