using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The provider over HTTP. It limits the size of answers, follows no redirects, and treats every answer that it does
/// not understand as unknown.
/// </summary>
internal sealed class HttpPaymentProvider(HttpMessageInvoker http, Uri address) : IPaymentProvider
{
    private const int AnswerBytesMax = 64 * 1024;
    private const int PageBytesMax = 4 * 1024 * 1024;

    public static HttpMessageInvoker CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
    });

    public async Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        var body = new WireOperation(
            ToWire(request.Operation), request.Key, request.Payment.Value, request.Order.Value,
            request.Amount.MinorUnits, request.Amount.Currency.Value, request.Token, request.ReturnUrl?.OriginalString);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "operations"));
        message.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(body, HttpPaymentJson.Default.WireOperation));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Add("Idempotency-Key", request.Key);
        return await SendAsync(message, request.Key, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(
            HttpMethod.Get, new Uri(address, "operations/" + Uri.EscapeDataString(lookup.Key)));
        return await SendAsync(message, lookup.Key, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ProviderCharge> ReadChargesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var query = after is null ? "charges" : "charges?after=" + Uri.EscapeDataString(after);
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(address, query));
            using var response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new HttpRequestException($"Reading the provider's records failed: {(int)response.StatusCode}.");
            }

            var bytes = await ReadBoundedAsync(response, PageBytesMax, cancellationToken).ConfigureAwait(false)
                ?? throw new HttpRequestException("A page of the provider's records is too large.");
            var page = JsonSerializer.Deserialize(bytes.Span, HttpPaymentJson.Default.WireChargePage)
                ?? throw new HttpRequestException("A page of the provider's records is empty.");
            foreach (var charge in page.Items) yield return charge.ToCharge();

            // A cursor that does not advance would read the same page forever.
            after = string.CompareOrdinal(page.NextAfter, after) > 0 ? page.NextAfter : null;
        }
        while (after is not null);
    }

    private async Task<ProviderAnswer> SendAsync(
        HttpRequestMessage message, string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound && message.Method == HttpMethod.Get)
            {
                return new ProviderAnswer { Outcome = ProviderOutcome.NotFound };
            }

            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                return new ProviderAnswer
                {
                    Outcome = ProviderOutcome.Unavailable,
                    Code = "unavailable",
                    RetryAfter = response.Headers.RetryAfter?.Delta,
                };
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                return ProviderAnswer.Unknown(string.Create(
                    CultureInfo.InvariantCulture, $"status_{(int)response.StatusCode}"));
            }

            var bytes = await ReadBoundedAsync(response, AnswerBytesMax, cancellationToken).ConfigureAwait(false);
            return bytes is null ? ProviderAnswer.Unknown("answer_too_large") : Understand(bytes.Value.Span, key);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return ProviderAnswer.Unknown("transport");
        }
    }

    private static ProviderAnswer Understand(ReadOnlySpan<byte> bytes, string key)
    {
        var answer = JsonSerializer.Deserialize(bytes, HttpPaymentJson.Default.WireAnswer);
        var outcome = answer?.Outcome switch
        {
            "succeeded" => ProviderOutcome.Succeeded,
            "declined" => ProviderOutcome.Declined,
            "refused" => ProviderOutcome.Refused,
            "action_required" when PayerAddress.IsSafe(answer.ActionUrl) => ProviderOutcome.ActionRequired,
            "processing" => ProviderOutcome.Processing,
            _ => ProviderOutcome.Unknown,
        };
        var operation = Enum.GetValues<ProviderOperation>().Where(o => ToWire(o) == answer?.Kind).ToArray();
        if (answer is null || answer.Key != key || operation is not [var kind] ||
            !Currency.TryParse(answer.Currency, out var currency))
        {
            return ProviderAnswer.Unknown("answer_malformed");
        }

        return new ProviderAnswer
        {
            Outcome = outcome,
            Operation = kind,
            Amount = new Money(answer.Amount, currency),
            Reference = Shorten(answer.Reference),
            Code = Shorten(answer.Code),
            ActionUrl = outcome == ProviderOutcome.ActionRequired ? answer.ActionUrl : null,
        };
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBoundedAsync(
        HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        while (buffer.WrittenCount <= bytesMax)
        {
            var read = await stream.ReadAsync(buffer.GetMemory(4 * 1024), cancellationToken).ConfigureAwait(false);
            if (read == 0) return buffer.WrittenMemory;
            buffer.Advance(read);
        }

        return null;
    }

    private static string ToWire(ProviderOperation operation) => operation switch
    {
        ProviderOperation.Authorise => "authorise",
        ProviderOperation.Capture => "capture",
        ProviderOperation.Void => "void",
        _ => "refund",
    };

    // The provider's text ends up in journals and answers, so its length is limited here.
    private static string? Shorten(string? text) => text is { Length: > 64 } ? text[..64] : text;
}

internal sealed record WireOperation(
    string Kind, string Key, string Payment, string Order, long Amount, string Currency, string? Token,
    string? ReturnUrl)
{
    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => $"{Kind} {Key}";
}

internal sealed record WireAnswer(
    string Kind, string Key, long Amount, string Currency, string Outcome, string? Code, string? Reference,
    string? ActionUrl = null);

internal sealed record WireChargePage(IReadOnlyList<WireCharge> Items, string? NextAfter);

internal sealed record WireCharge(
    string Payment, string Order, string Currency, long Authorised, long Captured, long Refunded, int Captures,
    bool Voided)
{
    public ProviderCharge ToCharge() => new()
    {
        Payment = PaymentId.Parse(Payment),
        Order = OrderId.Parse(Order),
        Currency = ShopActors.Currency.Parse(Currency),
        Authorised = Authorised,
        Captured = Captured,
        Refunded = Refunded,
        Captures = Captures,
        Voided = Voided,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WireOperation))]
[JsonSerializable(typeof(WireAnswer))]
[JsonSerializable(typeof(WireChargePage))]
internal sealed partial class HttpPaymentJson : JsonSerializerContext;
