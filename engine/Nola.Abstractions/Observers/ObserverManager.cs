using System.Collections;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of a grain, by their own references.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// The observers of a grain. One that does not subscribe again in time, or whose call fails, is dropped.
/// </summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;

    // Replaced, never changed, so that a notification iterates over the observers that were there when it began.
    private ImmutableDictionary<TIdentity, Entry> _observers = ImmutableDictionary<TIdentity, Entry>.Empty;

    /// <summary>No observers yet.</summary>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
        GetDateTime = static () => TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>The clock.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    /// <summary>How long an observer stays without subscribing again.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>The number of observers.</summary>
    public int Count => _observers.Count;

    /// <summary>A copy of the observers.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        _observers.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    /// <summary>Adds an observer, or keeps it for longer.</summary>
    public void Subscribe(TIdentity id, TObserver observer) =>
        _observers = _observers.SetItem(id, new Entry(observer, GetDateTime()));

    /// <summary>Removes an observer.</summary>
    public void Unsubscribe(TIdentity id) => _observers = _observers.Remove(id);

    /// <summary>Calls the observers one after another.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        List<TIdentity>? failed = null;
        foreach (var (id, entry) in Current(predicate))
        {
            try
            {
                await notification(entry.Observer);
            }
            catch (Exception exception)
            {
                // An observer that cannot be called is gone; the others must still be told.
                LogDefunct(_log, exception, id);
                (failed ??= []).Add(id);
            }
        }

        Drop(failed);
    }

    /// <summary>Calls the observers one after another.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        List<TIdentity>? failed = null;
        foreach (var (id, entry) in Current(predicate))
        {
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                // As above.
                LogDefunct(_log, exception, id);
                (failed ??= []).Add(id);
            }
        }

        Drop(failed);
    }

    /// <summary>Removes all observers.</summary>
    public void Clear() => _observers = _observers.Clear();

    /// <summary>Removes the observers that did not subscribe again in time.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        Drop([.. _observers.Where(entry => IsExpired(entry.Value, now)).Select(entry => entry.Key)]);
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() =>
        _observers.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<KeyValuePair<TIdentity, Entry>> Current(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return predicate is null ? _observers : _observers.Where(entry => predicate(entry.Value.Observer));
    }

    private bool IsExpired(Entry entry, DateTime now) => entry.LastSeen + ExpirationDuration < now;

    private void Drop(List<TIdentity>? ids)
    {
        if (ids is { Count: > 0 }) _observers = _observers.RemoveRange(ids);
    }

    [LoggerMessage(1, LogLevel.Debug, "Dropping observer {Id}, which cannot be called")]
    private static partial void LogDefunct(ILogger logger, Exception exception, TIdentity id);

    private sealed record Entry(TObserver Observer, DateTime LastSeen);
}
