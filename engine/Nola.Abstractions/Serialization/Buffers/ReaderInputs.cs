namespace Orleans.Serialization.Buffers;

/// <summary>The input of readers of memory.</summary>
public readonly struct SpanReaderInput;

/// <summary>The input of readers of sequences.</summary>
public readonly struct ReadOnlySequenceInput;

/// <summary>The input of readers of streams.</summary>
public abstract class ReaderInput
{
    private protected ReaderInput()
    {
    }
}
