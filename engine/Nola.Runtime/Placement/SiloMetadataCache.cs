using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Serialization;

namespace Nola.Runtime.Placement;

/// <summary>
/// Tells other silos this one's metadata, and knows theirs. A silo's metadata never change, so each silo is asked until
/// it has answered once.
/// </summary>
internal sealed class SiloMetadataCache : ISiloMetadataCache, IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(5);

    private readonly MessageCenter _center;
    private readonly MembershipAgent _agent;
    private readonly TimeProvider _time;
    private readonly Serializer<SiloMetadata> _serializer;
    private readonly SiloMetadata _own;
    private readonly ConcurrentDictionary<SiloAddress, SiloMetadata> _known = new();
    private readonly ConcurrentDictionary<SiloAddress, Task> _questions = new();
    private readonly CancellationTokenSource _disposed = new();

    public SiloMetadataCache(
        MessageCenter center,
        MembershipAgent agent,
        IOptions<SiloMetadata> own,
        Serializer<SiloMetadata> serializer,
        TimeProvider time)
    {
        _center = center;
        _agent = agent;
        _time = time;
        _serializer = serializer;
        _own = own.Value;
        var answer = serializer.SerializeToArray(_own);
        center.Answer(ControlOperation.Metadata, (_, _) => new(answer));
    }

    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress)
    {
        ArgumentNullException.ThrowIfNull(siloAddress);
        if (siloAddress.Equals(_center.LocalAddress)) return _own;

        return IsGone(siloAddress) ? SiloMetadata.Empty : _known.GetValueOrDefault(siloAddress, SiloMetadata.Empty);
    }

    /// <summary>Completes when these silos have been asked, whether or not they have answered.</summary>
    public Task LearnAsync(IEnumerable<SiloAddress> silos)
    {
        List<Task>? questions = null;
        foreach (var silo in silos)
        {
            if (_known.ContainsKey(silo) || silo.Equals(_center.LocalAddress)) continue;

            var question = _questions.GetOrAdd(silo, AskAsync);
            if (!question.IsCompleted) (questions ??= []).Add(question);
        }

        return questions is null ? Task.CompletedTask : Task.WhenAll(questions);
    }

    public void ForgetGone()
    {
        foreach (var silo in _questions.Keys.Where(IsGone))
        {
            _known.TryRemove(silo, out _);
            _questions.TryRemove(silo, out _);
        }
    }

    public void Dispose() => _disposed.Cancel();

    private bool IsGone(SiloAddress silo) => _agent.View.StatusOf(silo) is SiloStatus.Dead or SiloStatus.None;

    private async Task AskAsync(SiloAddress silo)
    {
        try
        {
            var answer = await _center.AskAsync(silo, ControlOperation.Metadata, [], AnswerTimeout, _disposed.Token)
                .ConfigureAwait(false);
            _known[silo] = _serializer.Deserialize(answer) ?? SiloMetadata.Empty;
        }
        catch (Exception exception) when (exception is TimeoutException or SerializerException)
        {
            // Until it answers it counts as one without metadata, and nobody waits for it.
            _ = AskAgainAsync(silo);
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task AskAgainAsync(SiloAddress silo)
    {
        try
        {
            await Task.Delay(RetryPeriod, _time, _disposed.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (_questions.TryRemove(silo, out _) && !IsGone(silo)) await LearnAsync([silo]).ConfigureAwait(false);
    }
}
