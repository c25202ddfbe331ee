namespace ShopActors;

/// <summary>The limits of orders.</summary>
public static class OrderLimits
{
    /// <summary>The longest payment token.</summary>
    public const int PaymentTokenLengthMax = 128;

    /// <summary>The largest total, in minor units, far from overflow.</summary>
    public const long TotalMax = 1_000_000_000;

    /// <summary>The most orders on one page of a customer's list.</summary>
    public const int PageMax = 100;

    /// <summary>The most refunds of one order.</summary>
    public const int RefundsMax = 50;

    /// <summary>The most notes of one order.</summary>
    public const int NotesMax = 50;

    /// <summary>The longest note.</summary>
    public const int NoteMax = 1_000;

    /// <summary>The most orders that one request of the operators' list reads.</summary>
    public const int ScanMax = 1_000;

    /// <summary>The longest text to search orders for.</summary>
    public const int SearchMax = 200;

    /// <summary>The longest idempotency key.</summary>
    public const int IdempotencyKeyLengthMax = 255;
}
