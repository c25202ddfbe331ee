using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ShopActors.Client;

/// <summary>An answer with its whole body.</summary>
internal sealed class CallAnswer
{
    private const string ProblemType = "application/problem+json";

    public CallAnswer(HttpResponseMessage response, byte[] body, TimeProvider time)
    {
        Status = response.StatusCode;
        Body = body;
        ETag = response.Headers.ETag?.ToString();
        IsReplayed = response.Headers.TryGetValues("Idempotency-Replayed", out var replayed)
            && replayed.Contains("true");
        RetryAfter = WaitOf(response.Headers.RetryAfter, time);
        Problem = ProblemOf(response.Content.Headers.ContentType?.MediaType, body);
    }

    public HttpStatusCode Status { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public string? ETag { get; }

    public bool IsReplayed { get; }

    public TimeSpan? RetryAfter { get; }

    /// <summary>Null for success, and for an error page of a proxy.</summary>
    public Problem? Problem { get; }

    public bool IsSuccess => (int)Status is >= 200 and < 300 || Status == HttpStatusCode.NotModified;

    /// <summary>Whether the same request may get another answer soon.</summary>
    public bool IsTransient => Status switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,

        // Another request that is about to end. Other conflicts are for the caller, even if a later request may
        // succeed: a shopper wants to know at once that the stock is too little.
        HttpStatusCode.Conflict => Problem?.Code is ProblemCodes.MergeInProgress or ProblemCodes.ChangeInProgress,
        _ => false,
    };

    /// <summary>
    /// Whether the shop said that it did not begin to execute the request. That says nothing of earlier attempts.
    /// </summary>
    public bool IsNotExecuted => Status is HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout
            or HttpStatusCode.TooManyRequests
        || Problem?.Code is ProblemCodes.Overloaded or ProblemCodes.Unavailable or ProblemCodes.TooManyReservations;

    /// <summary>Whether the answer leaves open what became of the request.</summary>
    public bool IsAmbiguous => (int)Status >= 500 && !IsNotExecuted;

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? header, TimeProvider time)
    {
        if ((header?.Delta ?? header?.Date - time.GetUtcNow()) is not { } wait) return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static Problem? ProblemOf(string? mediaType, byte[] body)
    {
        if (mediaType != ProblemType) return null;
        try
        {
            return JsonSerializer.Deserialize(body, ShopJson.Default.Problem);
        }
        catch (JsonException)
        {
            // Another program's problem, without the members that the shop's have; the exception keeps its status.
            return null;
        }
    }
}
