using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ShopActors;

/// <summary>
/// The calls to the provider. Each attempt has a time limit; an unknown outcome or an unavailable provider is retried a
/// few times with the same key; a circuit breaker pauses the calls to a provider that fails too often. Whatever goes
/// wrong, an operation counts as failed only if the provider itself said so.
/// </summary>
internal sealed partial class PaymentGateway
{
    private readonly IPaymentProvider _provider;
    private readonly TimeProvider _time;
    private readonly ILogger<PaymentGateway> _logger;
    private readonly ResiliencePipeline<ProviderAnswer> _pipeline;

    public PaymentGateway(
        IPaymentProvider provider, IOptions<PaymentOptions> options, TimeProvider time, JitterSource jitter,
        ILogger<PaymentGateway> logger)
    {
        _provider = provider;
        (_time, _logger) = (time, logger);
        _pipeline = Build(options.Value, time, jitter);
    }

    /// <summary>See <see cref="IPaymentProvider.WritesToTheShopsStore"/>.</summary>
    public bool WritesToTheShopsStore => _provider.WritesToTheShopsStore;

    public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        PaymentInstruments.MeasureAsync(Name(request.Operation), _time, () => GuardAsync(
            request.Key, request, static (provider, request, ct) => provider.ExecuteAsync(request, ct),
            cancellationToken));

    public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken = default) =>
        PaymentInstruments.MeasureAsync("find", _time, () => GuardAsync(
            lookup.Key, lookup, static (provider, lookup, ct) => provider.FindAsync(lookup, ct), cancellationToken));

    private async Task<ProviderAnswer> GuardAsync<T>(
        string key, T argument, Func<IPaymentProvider, T, CancellationToken, Task<ProviderAnswer>> call,
        CancellationToken cancellationToken)
    {
        var retries = new StrongBox<int>(-1);
        try
        {
            var answer = await _pipeline.ExecuteAsync(
                static async (state, ct) =>
                {
                    state.retries.Value++;
                    return await state.call(state._provider, state.argument, ct).ConfigureAwait(false);
                },
                (call, _provider, argument, retries),
                cancellationToken).ConfigureAwait(false);
            return retries.Value > 0 ? answer with { Retries = retries.Value } : answer;
        }
        catch (BrokenCircuitException)
        {
            // The circuit breaker rejected this attempt. An earlier one may have been executed all the same.
            return ProviderAnswer.Unknown("circuit_open");
        }
        catch (TimeoutRejectedException)
        {
            return ProviderAnswer.Unknown("timeout");
        }
        catch (OperationCanceledException)
        {
            return ProviderAnswer.Unknown("cancelled");
        }
        catch (Exception e)
        {
            // A bug in the provider's client must not become a false belief about money: the outcome is unknown.
            LogProviderFailed(_logger, key, e);
            return ProviderAnswer.Unknown("provider_failure");
        }
    }

    private static string Name(ProviderOperation operation) => operation switch
    {
        ProviderOperation.Authorise => "authorise",
        ProviderOperation.Capture => "capture",
        ProviderOperation.Void => "void",
        _ => "refund",
    };

    private static ResiliencePipeline<ProviderAnswer> Build(
        PaymentOptions options, TimeProvider time, JitterSource jitter)
    {
        var builder = new ResiliencePipelineBuilder<ProviderAnswer> { Name = "payments", TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<ProviderAnswer>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(IsWorthRetrying(arguments.Outcome)),
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromSeconds(2),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = jitter.NextDouble,
                DelayGenerator = static arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Result)),
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ProviderAnswer>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(IsFailure(arguments.Outcome)),
                FailureRatio = options.BreakerFailureRatio,
                MinimumThroughput = options.BreakerThroughput,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = options.BreakerPause,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
            .Build();
    }

    private static bool IsFailure(Outcome<ProviderAnswer> outcome) => outcome switch
    {
        { Exception: OperationCanceledException } => false,
        { Exception: not null } => true,
        _ => outcome.Result is { Outcome: ProviderOutcome.Unknown or ProviderOutcome.Unavailable },
    };

    // An open circuit stays open longer than the retries last.
    private static bool IsWorthRetrying(Outcome<ProviderAnswer> outcome) =>
        outcome.Exception is not BrokenCircuitException && IsFailure(outcome);

    // A provider that asks for a longer pause than a call can wait is asked again in the background.
    private static TimeSpan? RetryAfter(ProviderAnswer? answer) =>
        answer?.RetryAfter is { } pause && pause <= TimeSpan.FromSeconds(2) ? pause : null;

    [LoggerMessage(
        EventId = 4101, Level = LogLevel.Error,
        Message = "The payment provider failed on {Key}; its outcome is unknown")]
    private static partial void LogProviderFailed(ILogger logger, string key, Exception exception);
}
