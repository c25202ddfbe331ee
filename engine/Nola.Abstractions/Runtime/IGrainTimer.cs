namespace Orleans.Runtime;

/// <summary>A timer of an activation; disposing it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Changes when the timer fires next and how often after that.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
