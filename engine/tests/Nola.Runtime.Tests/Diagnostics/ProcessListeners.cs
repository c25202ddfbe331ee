namespace Nola.Runtime.Tests.Diagnostics;

/// <summary>Tests that listen to what the whole process says; others must not speak meanwhile.</summary>
[CollectionDefinition(nameof(ProcessListeners), DisableParallelization = true)]
public sealed class ProcessListeners;
