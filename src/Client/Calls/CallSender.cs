using System.Net.Http.Headers;
using System.Security.Cryptography;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ShopActors.Client;

/// <summary>
/// Sends calls and repeats them. Repeating is safe for reads, and for writes because each keeps its key. A call ends
/// with an answer that no repetition would change soon, after the last repetition, or at its limit of time.
/// </summary>
internal sealed class CallSender
{
    // The longest answer, an audit of many thousand SKUs, is far below this.
    private const int AnswerBytesMax = 64 * 1024 * 1024;

    // Clients that were told the same Retry-After must not come back at the same time.
    private const double RetryAfterSpread = 0.25;

    private static readonly ProductInfoHeaderValue Product = new(
        typeof(CallSender).Assembly.GetName().Name!, typeof(CallSender).Assembly.GetName().Version!.ToString(3));

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly ResiliencePropertyKey<CallState> StateKey = new(nameof(CallState));

    private readonly ResiliencePipeline<CallAnswer> _pipeline;
    private readonly ShopClientOptions _options;
    private readonly Uri _address;

    public CallSender(HttpClient http, ShopClientOptions options, TimeProvider time)
    {
        (Http, Time, _options) = (http, time, options);
        var address = options.Address!.AbsoluteUri;
        _address = new(address.EndsWith('/') ? address : address + "/");
        _pipeline = Build();
    }

    public HttpClient Http { get; }

    public TimeProvider Time { get; }

    /// <exception cref="ShopProblemException">The shop refused, or failed until the last repetition.</exception>
    /// <exception cref="ShopUnreachableException">The last attempt had no answer.</exception>
    public async Task<CallAnswer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        var state = new CallState(call, Time.GetTimestamp());
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(StateKey, state);
        try
        {
            var answer = await _pipeline.ExecuteAsync(AttemptAsync, context).ConfigureAwait(false);
            return answer.IsSuccess ? answer : throw ProblemOf(state, answer);
        }
        catch (Exception failure) when (HasNoAnswer(failure))
        {
            // The limit of time may end a pause: then the answer before it is the last one.
            if (state.Answer is { } last) throw ProblemOf(state, last);
            throw new ShopUnreachableException(call.Method, call.Path, failure)
            {
                IdempotencyKey = call.IdempotencyKey,
                IsOutcomeUnknown = state.IsOutcomeUnknown(answer: null),
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<CallAnswer> Build()
    {
        var builder = new ResiliencePipelineBuilder<CallAnswer> { TimeProvider = Time };
        builder.AddTimeout(_options.TimeLimit);
        if (_options.RepetitionsMax > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<CallAnswer>
            {
                MaxRetryAttempts = _options.RepetitionsMax,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.PauseMin,
                MaxDelay = _options.PauseMax,
                ShouldHandle = attempt => ValueTask.FromResult(
                    attempt.Outcome.Result is { } answer
                        ? answer.IsTransient && LeavesTimeFor(answer.RetryAfter, StateOf(attempt.Context))
                        : attempt.Outcome.Exception is { } failure && MayBeRepeated(failure)),
                DelayGenerator = attempt => ValueTask.FromResult(Spread(attempt.Outcome.Result?.RetryAfter)),
            });
        }

        return builder.AddTimeout(_options.AttemptTimeLimit).Build();
    }

    private async ValueTask<CallAnswer> AttemptAsync(ResilienceContext context)
    {
        var state = StateOf(context);
        state.Answer = null;
        try
        {
            using var request = NewRequest(state.Call);
            using var response = await Http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.CancellationToken)
                .ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(AnswerBytesMax, context.CancellationToken)
                .ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(context.CancellationToken).ConfigureAwait(false);
            var answer = new CallAnswer(response, body, Time);
            state.Answer = answer;
            state.MayBeExecuted |= answer.IsAmbiguous;
            return answer;
        }
        catch (Exception failure) when (!WasNotSent(failure))
        {
            state.MayBeExecuted = true;
            throw;
        }
    }

    private HttpRequestMessage NewRequest(Call call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(_address, call.Path));
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = Json;
        }

        request.Headers.Accept.ParseAdd("application/json, application/problem+json");
        if (Http.DefaultRequestHeaders.UserAgent.Count == 0) request.Headers.UserAgent.Add(Product);
        if (call.Token is not null) request.Headers.Authorization = new("Bearer", call.Token);
        Add("Idempotency-Key", call.IdempotencyKey);
        Add("If-Match", call.IfMatch);
        Add("If-None-Match", call.IfNoneMatch);
        Add("Prefer", call.Prefer);
        return request;

        // SentText has checked the values; a list of tags passes as it is.
        void Add(string name, string? value)
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    // A pause that ends after the limit is not begun: the caller learns of the refusal now.
    private bool LeavesTimeFor(TimeSpan? wait, CallState state) =>
        wait is null || wait.Value * (1 + RetryAfterSpread) < _options.TimeLimit - Time.GetElapsedTime(state.Start);

    private static TimeSpan? Spread(TimeSpan? wait) =>
        wait * (1 + RetryAfterSpread * RandomNumberGenerator.GetInt32(1000) / 1000);

    private static CallState StateOf(ResilienceContext context) =>
        context.Properties.GetValue(StateKey, null!);

    private static ShopProblemException ProblemOf(CallState state, CallAnswer answer) =>
        new(state.Call.Method, state.Call.Path, answer)
        {
            IdempotencyKey = state.Call.IdempotencyKey,
            IsOutcomeUnknown = state.IsOutcomeUnknown(answer),
        };

    private static bool HasNoAnswer(Exception failure) => failure is HttpRequestException or IOException
        or TimeoutRejectedException or TaskCanceledException { InnerException: TimeoutException };

    // The others are settings that repetitions do not repair, such as an untrusted certificate.
    private static bool MayBeRepeated(Exception failure) => failure is HttpRequestException http
        ? http.HttpRequestError is not (HttpRequestError.SecureConnectionError
            or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.VersionNegotiationError)
        : HasNoAnswer(failure);

    private static bool WasNotSent(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
