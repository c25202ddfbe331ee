using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Load;

/// <summary>
/// Sends on behalf of clients and journals it. A request is repeated with the same key until its outcome is definite or
/// its time is up; all attempts together are one operation, because the key makes them one.
/// </summary>
internal sealed class RecordingClient(ShopClient http, ClientJournal journal, TimeSpan patience)
{
    private static readonly TimeSpan _attemptTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<string, int> _failures = new();

    public ClientJournal Journal => journal;

    /// <summary>How many attempts failed for the shop's reasons, by status; "lost" without an answer.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public double Now => Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Sends and records; <paramref name="read"/> adds what the answer says to the operation.</summary>
    public async Task<(ClientOperation Operation, ShopAnswer? Answer)> RunAsync(
        int client,
        ClientAction action,
        string subject,
        ShopRequest request,
        Func<ClientOperation, JsonElement, ClientOperation> read,
        ClientOperation? template = null,
        bool once = false)
    {
        var operation = (template ?? ClientOperation.Blank) with
        {
            Id = journal.NextId(),
            Client = client,
            Action = action,
            Subject = subject,
            Key = request.IdempotencyKey,
            BodyHash = Fingerprint.Of(request.Body ?? ""),
            InvokedAt = Now,
        };
        await journal.RecordAsync(operation).ConfigureAwait(false);

        ShopAnswer? answer = null;
        for (var attempt = 0; ; attempt++)
        {
            answer = await SendAsync(request).ConfigureAwait(false);
            var result = Classify(answer);
            var wasShed = answer is { Status: 429 or 503 };
            if (result == ResultClass.Info || wasShed)
            {
                _failures.AddOrUpdate(
                    answer is null ? "lost" : $"{answer.Value.Status}", 1, static (_, count) => count + 1);
            }

            if (wasShed) operation = operation with { ShedAttempts = operation.ShedAttempts + 1 };
            if (result == ResultClass.Info)
            {
                operation = operation with { UnknownAttempts = operation.UnknownAttempts + 1 };
            }

            if (result == ResultClass.Ok || (result == ResultClass.Fail && !wasShed))
            {
                // With one key, a definite answer tells what became of all attempts.
                operation = Settle(operation, answer!.Value, result, read);
                break;
            }

            var mayHaveHappened = operation.UnknownAttempts > 0;
            if (once || Now - operation.InvokedAt > patience.TotalMilliseconds)
            {
                operation = operation with
                {
                    Result = mayHaveHappened ? ResultClass.Info : ResultClass.Fail,
                    Status = answer?.Status ?? 0,
                    ReturnedAt = mayHaveHappened ? double.PositiveInfinity : Now,
                };
                break;
            }

            await Task.Delay(_pause * Math.Min(attempt + 1, 10)).ConfigureAwait(false);
        }

        await journal.RecordAsync(operation).ConfigureAwait(false);
        return (operation, answer);
    }

    public static ResultClass Classify(ShopAnswer? answer) => answer?.Status switch
    {
        null => ResultClass.Info,
        >= 200 and < 300 => ResultClass.Ok,
        // 503 and 429 are rejections by contract. 409 for a twin that is still running is no outcome either.
        503 => ResultClass.Fail,
        409 when IsStillRunning(answer.Value) => ResultClass.Info,
        >= 400 and < 500 and not 408 => ResultClass.Fail,
        _ => ResultClass.Info,
    };

    private static bool IsStillRunning(ShopAnswer answer) =>
        answer.Body.AsSpan().IndexOf("request_in_progress"u8) >= 0;

    private ClientOperation Settle(
        ClientOperation operation,
        ShopAnswer answer,
        ResultClass result,
        Func<ClientOperation, JsonElement, ClientOperation> read)
    {
        operation = operation with
        {
            Result = result,
            Status = answer.Status,
            ReturnedAt = Now,
            SeenIds = Fingerprint.IdsIn(answer.Body),
        };
        return answer.Body.Length == 0 ? operation : read(operation, answer.Json);
    }

    private async Task<ShopAnswer?> SendAsync(ShopRequest request)
    {
        using var time = new CancellationTokenSource(_attemptTime);
        try
        {
            return await http.SendAsync(request, time.Token).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
