using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Messaging;

/// <summary>
/// Executes the commands of messages as the API executes those of requests: the same tokens, keys, JSON and problems.
/// </summary>
internal sealed partial class MessageExecutor
{
    private const int RetriesMax = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(10);

    private readonly CallerTokens _tokens;
    private readonly JsonSerializerOptions _json;
    private readonly int _bodyBytesMax;
    private readonly ILogger<MessageExecutor> _log;
    private readonly ResiliencePipeline<MessageOutcome> _retry;

    public MessageExecutor(
        CallerTokens tokens,
        IOptions<JsonOptions> json,
        IOptions<ApiLimits> limits,
        TimeProvider time,
        ILogger<MessageExecutor> log)
    {
        _tokens = tokens;
        _json = json.Value.SerializerOptions;
        _bodyBytesMax = limits.Value.BodyBytesMax;
        _log = log;
        _retry = new ResiliencePipelineBuilder<MessageOutcome> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<MessageOutcome>
            {
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result?.MayPass == true),
                MaxRetryAttempts = RetriesMax,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = PauseMax,
            })
            .Build();
    }

    /// <summary>
    /// Executes a message, several times if that may help. An outcome that is open at the end has to be sought again
    /// with the same message.
    /// </summary>
    public async Task<MessageOutcome> ExecuteAsync<TBody>(
        ReceivedMessage message,
        Func<Caller, string, TBody, Task<MessageOutcome>> command,
        CancellationToken cancellationToken)
        where TBody : class =>
        await _retry.ExecuteAsync(
            async token => await TryAsync(message, command, token).WaitAsync(token), cancellationToken);

    /// <summary>The body of an answer, as HTTP has it.</summary>
    public byte[] Write(object body) => JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), _json);

    private async Task<MessageOutcome> TryAsync<TBody>(
        ReceivedMessage message,
        Func<Caller, string, TBody, Task<MessageOutcome>> command,
        CancellationToken cancellationToken)
        where TBody : class
    {
        try
        {
            if (message.Body.Length > _bodyBytesMax) return MessageOutcome.Refused(ApiErrors.BodyTooLarge);
            if (message.Key is not { } key) return MessageOutcome.Refused(ApiErrors.IdempotencyKeyRequired);
            if (!IdempotencyKey.IsValid(key)) return MessageOutcome.Refused(ApiErrors.IdempotencyKeyInvalid);
            if (!CallerTokens.TryReadBearer(message.Authorization, out var token))
            {
                return MessageOutcome.Refused(ApiErrors.Unauthenticated);
            }

            var identity = await _tokens.IdentifyAsync(token, cancellationToken);
            if (identity.IsRefused) return MessageOutcome.Refused(identity.Error);

            // What operators do is logged on the way of requests alone.
            var caller = identity.Value.Caller;
            if (caller.Kind == CallerKind.Ops) return MessageOutcome.Refused(ApiErrors.Forbidden);

            var body = JsonSerializer.Deserialize<TBody>(message.Body.Span, _json);
            return body is null
                ? MessageOutcome.Refused(ApiErrors.InvalidRequest)
                : await command(caller, key, body);
        }
        catch (JsonException e)
        {
            return MessageOutcome.Refused(
                e.Path is { Length: > 2 } path ? ApiErrors.Invalid(path["$.".Length..]) : ApiErrors.InvalidRequest);
        }
        catch (Exception e)
        {
            // Nothing is lost: an open outcome is sought again, and what fails otherwise is kept as a dead letter.
            var outcome = MessageOutcome.Refused(UnhandledErrors.Classify(e, isRead: false));
            if (outcome.IsOpen) LogOpen(_log, message, e.GetType().Name);
            else LogFailed(_log, e, message);
            return outcome;
        }
    }

    [LoggerMessage(5631, LogLevel.Warning, "The outcome of message {Message} is open: {Exception}")]
    private static partial void LogOpen(ILogger logger, ReceivedMessage message, string exception);

    [LoggerMessage(5632, LogLevel.Error, "Message {Message} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, ReceivedMessage message);
}
