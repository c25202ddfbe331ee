namespace Orleans.Runtime;

/// <summary>Work a silo does when it has become active; a failure stops the silo.</summary>
public interface IStartupTask
{
    /// <summary>Does the work.</summary>
    Task Execute(CancellationToken cancellationToken);
}
